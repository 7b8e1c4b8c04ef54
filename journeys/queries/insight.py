"""Insights as the list, their own page and a journey's page show them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Initiative, Insight, InsightAnswer
from journeys.models.insight import InsightQuerySet

COLUMNS = (
    *("pk", "said", "severity", "told_at", "told_by_id", "wants_mail"),
    *("journey__title", "journey__slug", "step_id", "step__name"),
    *("initiative__title", "initiative__slug"),
)


@dataclass(frozen=True)
class Answered:
    words: str
    by: Keeper
    at: datetime


@dataclass(frozen=True)
class InsightRow:
    """`answers` oldest first."""

    pk: int
    said: str
    severity: int
    told_at: datetime
    told_by: Keeper
    wants_mail: bool
    journey: str
    journey_slug: str
    step_id: int | None
    step: str | None
    initiative: str | None
    initiative_slug: str | None
    answers: tuple[Answered, ...]

    @property
    def word(self) -> str:
        return str(Insight.Severity(self.severity).label)

    def get_absolute_url(self) -> str:
        return reverse("journeys:insight-show", args=[self.pk])


def listed(
    found: InsightQuerySet, *, viewer: Person, of: str, state: str, journey: Any, q: str
) -> InsightQuerySet:
    """Newest first."""
    if of == "mine":
        found = found.filter(told_by=viewer)
    if journey:
        found = found.filter(journey=journey)
    if state:
        found = found.filter(answered_at__isnull=state == "open")
    for word in q.split():
        found = found.filter(said__icontains=word)
    return found


def insight_rows(
    found: Any, known_people: dict[int, Keeper] | None = None
) -> tuple[InsightRow, ...]:
    """Rows in the order of a queryset of insights, or a page of it; 3 queries."""
    records = list(found.values_list(*COLUMNS))
    people = keepers() if known_people is None else known_people
    answers: dict[int, tuple[Answered, ...]] = defaultdict(tuple)
    rows = InsightAnswer.objects.filter(insight__in=[r[0] for r in records])
    for pk, words, by, at in rows.values_list("insight_id", "words", "by_id", "at"):
        answers[pk] += (Answered(words, people[by], at),)
    return tuple(_row(record, people, answers) for record in records)


def _row(
    record: tuple[Any, ...],
    people: dict[int, Keeper],
    answers: dict[int, tuple[Answered, ...]],
) -> InsightRow:
    pk, said, severity, told_at, teller, wants_mail, *where = record
    journey, journey_slug, step_id, step, initiative, initiative_slug = where
    return InsightRow(
        pk,
        said,
        severity,
        told_at,
        people[teller],
        wants_mail,
        journey,
        journey_slug,
        step_id,
        step,
        initiative,
        initiative_slug,
        answers[pk],
    )


def told_by(person: Person) -> tuple[InsightRow, ...]:
    """What they told lately, newest first; 3 queries."""
    return insight_rows(Insight.objects.shown().filter(told_by=person)[:3])


def told_last(person: Person) -> dict[str, Any]:
    """What a person's next telling begins with: the journey of the last, say."""
    mine = Insight.objects.shown().filter(told_by=person)
    journey, wants_mail = mine.values_list("journey_id", "wants_mail").first() or (
        None,
        False,
    )
    return {"journey": journey, "wants_mail": wants_mail}


def told_about(journey_id: int, people: dict[int, Keeper]) -> tuple[InsightRow, ...]:
    """What was learnt about a journey lately, newest first; 2 queries."""
    found = Insight.objects.shown().filter(journey_id=journey_id)
    return insight_rows(found[:3], people)


def may_speak_to(insight: Insight) -> list[tuple[int, str]]:
    """Keys and titles of what runs for its journey, and of what it speaks to already.

    One query.
    """
    running = Initiative.objects.running().filter(journeys=insight.journey_id)
    offered = Q(pk__in=running.values("pk")) | Q(pk=insight.initiative_id)
    return list(Initiative.objects.filter(offered).values_list("pk", "title"))
