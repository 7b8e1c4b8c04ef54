"""The days of kickoffs, as they stand beside meetings."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper
from journeys.models import Initiative, Kickoff

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from journeys.queries.meeting_list import Wanted

MOST = 6
"""Shown above the agenda; the others are a link away."""
COLUMNS = (
    *("initiative__slug", "initiative__title", "held_on", "state"),
    *("sponsor_id", "sponsor_accepted_at"),
)


@dataclass(frozen=True)
class KickoffDay:
    """`has_accepted` once its sponsor has said yes."""

    slug: str
    title: str
    day: date
    kickoff_state: str
    sponsor: Keeper | None
    has_accepted: bool

    def get_absolute_url(self) -> str:
        return reverse("journeys:kickoff-show", args=[self.slug])


@dataclass(frozen=True)
class Coming:
    """The first of them, and whether there are more."""

    rows: tuple[KickoffDay, ...]
    more: bool


def with_a_day(found: "QuerySet[Kickoff]") -> "QuerySet[Kickoff]":
    """Held, or scheduled for an initiative that goes on; by day."""
    stopped = Q(
        state=Kickoff.State.SCHEDULED, initiative__stage=Initiative.Stage.STOPPED
    )
    dated = found.exclude(state=Kickoff.State.DRAFT).exclude(stopped)
    return dated.order_by("held_on", "pk")


def of_person(found: "QuerySet[Kickoff]", person: Person) -> "QuerySet[Kickoff]":
    """Those that somebody leads, sponsors, stands in at, or takes part in."""
    theirs = Q(initiative__lead=person) | Q(sponsor=person) | Q(deputy=person)
    taking_part = Kickoff.people.through.objects.filter(person=person)
    return found.filter(theirs | Q(pk__in=taking_part.values("kickoff")))


def kickoff_days(
    found: "QuerySet[Kickoff]", days: tuple[date, date], people: dict[int, Keeper]
) -> tuple[KickoffDay, ...]:
    """From the first to the last of these days; one query."""
    return _rows(with_a_day(found).filter(held_on__range=days), people)


def kickoffs_coming(
    found: "QuerySet[Kickoff]", wanted: "Wanted", people: dict[int, Keeper]
) -> Coming:
    """Those to come, or of the day asked for, and of the journey or initiative.

    None where meetings of a kind, a team, or words are asked for; one query, or none.
    """
    if wanted.when or wanted.kind or wanted.team or wanted.came or wanted.q:
        return Coming((), more=False)
    found = with_a_day(found)
    if wanted.journey:
        found = found.filter(initiative__journeys=wanted.journey)
    if wanted.initiative:
        found = found.filter(initiative=wanted.initiative)
    if wanted.on:
        found = found.filter(held_on=wanted.on)
    else:
        coming = Q(state=Kickoff.State.SCHEDULED, held_on__gte=timezone.localdate())
        found = found.filter(coming)
    rows = _rows(found[: MOST + 1], people)
    return Coming(rows[:MOST], len(rows) > MOST)


def _rows(
    found: "QuerySet[Kickoff]", people: dict[int, Keeper]
) -> tuple[KickoffDay, ...]:
    return tuple(
        KickoffDay(slug, title, day, state, people.get(sponsor or 0), yes is not None)
        for slug, title, day, state, sponsor, yes in found.values_list(*COLUMNS)
        if day
    )
