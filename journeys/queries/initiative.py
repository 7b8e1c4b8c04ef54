"""Initiatives as the list, the board and their own page show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Initiative, InitiativeJourney, InitiativeStep, Journey
from journeys.models.initiative import InitiativeQuerySet
from journeys.queries.involvement import Involvement, involvements
from journeys.queries.release import JourneyName

STAGES = ("idea", "discovery", "building", "launching", "landed")
"""The line of an initiative; stopped ones stand beside it."""


@dataclass(frozen=True)
class InitiativeRow:
    """`days` since it has been in its stage."""

    pk: int
    slug: str
    title: str
    summary: str
    stage: str
    days: int
    lead: Keeper
    sponsor: Keeper | None
    kickoff_state: str
    has_accepted: bool
    held_on: date | None
    journeys: tuple[JourneyName, ...]
    ops: Involvement

    def get_absolute_url(self) -> str:
        return reverse("journeys:initiative-show", args=[self.slug])

    @property
    def word(self) -> str:
        return str(Initiative.Stage(self.stage).label)


@dataclass(frozen=True)
class Column:
    """A stage of the board; `count` also counts those on other pages."""

    stage: str
    word: str
    count: int
    rows: tuple[InitiativeRow, ...]


@dataclass(frozen=True)
class Place:
    """A stage on the line from idea to landed."""

    stage: str
    word: str
    is_here: bool
    is_past: bool


MOST = 4
"""Shown on the page of a journey."""
COLUMNS = (
    *("pk", "slug", "title", "summary", "stage", "stage_at", "lead_id"),
    *("kickoff__sponsor_id", "kickoff__state", "kickoff__sponsor_accepted_at"),
    *("kickoff__held_on", "created_at"),
)


def listed(
    found: InitiativeQuerySet, *, journey: Journey | None, stage: str, q: str
) -> InitiativeQuerySet:
    """Those that were asked for; without a stage those that run."""
    if journey:
        found = found.filter(journeys=journey)
    for word in q.split():
        found = found.filter(title__icontains=word)
    return found.filter(stage=stage) if stage else found.running()


def initiative_rows(
    found: Any,
    on: date,
    known_people: dict[int, Keeper] | None = None,
    *,
    named: bool = True,
) -> tuple[InitiativeRow, ...]:
    """Rows in the order of a queryset of initiatives, or a page of it; 4 queries, or 3
    where the journeys are not `named`."""
    records = list(found.values_list(*COLUMNS))
    people = keepers() if known_people is None else known_people
    pks = [record[0] for record in records]
    touched = _journeys(pks if named else [])
    known = involvements({record[0]: record[-1] for record in records}, on)
    return tuple(_row(record, people, touched, known, on) for record in records)


def _row(
    record: Any,
    people: dict[int, Keeper],
    touched: dict[int, tuple[JourneyName, ...]],
    known: dict[int, Involvement],
    on: date,
) -> InitiativeRow:
    pk, slug, title, summary, stage, since, lead, sponsor, state, yes, day, _ = record
    return InitiativeRow(
        pk,
        slug,
        title,
        summary,
        stage,
        (on - timezone.localdate(since)).days,
        people[lead],
        people.get(sponsor),
        state or "draft",
        yes is not None,
        day,
        touched[pk],
        known[pk],
    )


def _journeys(pks: list[int]) -> dict[int, tuple[JourneyName, ...]]:
    links = (
        InitiativeJourney.objects.filter(initiative_id__in=pks)
        .order_by("journey__title")
        .values_list("initiative_id", "journey_id", "journey__slug", "journey__title")
    )
    found: dict[int, tuple[JourneyName, ...]] = defaultdict(tuple)
    for initiative, pk, slug, title in links:
        found[initiative] += (JourneyName(pk, slug, title),)
    return found


def board(
    rows: Iterable[InitiativeRow], found: InitiativeQuerySet
) -> tuple[Column, ...]:
    """A page of initiatives by stage; `found` are those of all pages. One query."""
    by: dict[str, list[InitiativeRow]] = {stage: [] for stage in STAGES}
    for row in rows:
        by.setdefault(row.stage, []).append(row)
    counts = dict(
        found.order_by().values_list("stage").annotate(count=models.Count("pk"))
    )
    return tuple(
        Column(
            stage,
            str(Initiative.Stage(stage).label),
            counts.get(stage, 0),
            tuple(found_),
        )
        for stage, found_ in by.items()
        if found_ or stage not in {"landed", "stopped"}
    )


def line(stage: str) -> tuple[Place, ...]:
    """From idea to landed, with where it stands."""
    here = STAGES.index(stage) if stage in STAGES else -1
    return tuple(
        Place(each, str(Initiative.Stage(each).label), place == here, place < here)
        for place, each in enumerate(STAGES)
    )


@dataclass(frozen=True)
class TouchedStep:
    pk: int
    name: str
    journey: str
    owners: tuple[Keeper | None, Keeper | None]
    url: str


def touched_steps(
    initiative: Initiative, people: dict[int, Keeper]
) -> tuple[TouchedStep, ...]:
    """The steps it changes, journey by journey, in the customer's order; one query."""
    rows = (
        InitiativeStep.objects.filter(initiative=initiative, step__removed_at=None)
        .order_by("step__journey__title", "step__phase__position", "step__position")
        .values_list(
            *("step_id", "step__name", "step__journey__title", "step__journey__slug"),
            *("step__product_owner_id", "step__ops_owner_id"),
        )
    )
    return tuple(
        TouchedStep(
            pk,
            name,
            title,
            (people.get(product), people.get(ops)),
            f"{reverse('journeys:journey-show', args=[slug])}#step-{pk}",
        )
        for pk, name, title, slug, product, ops in rows
    )


def running_on(
    journey: Journey, on: date, people: dict[int, Keeper]
) -> tuple[InitiativeRow, ...]:
    """What both sides change about a journey just now, newest first; 2 queries."""
    found = Initiative.objects.running().filter(journeys=journey)
    return initiative_rows(found[:MOST], on, people, named=False)
