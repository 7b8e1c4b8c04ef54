"""Contact reasons with how often they occur, and where they may be put."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from journeys.models import Journey, Step
from kpis.models import ContactDay, Reason

RECENT = timedelta(days=90)


@dataclass(frozen=True)
class Wanted:
    """Which reasons to list."""

    source_id: int | None = None
    journey_id: int | None = None
    state: str = ""
    """"unmapped", "mapped" or "undemanded" (nobody has said which demand)."""
    text: str = ""


@dataclass(frozen=True)
class Group:
    """A journey's places: choices of the form (value, words)."""

    journey: str
    choices: list[tuple[str, str]]


def reasons_listed(wanted: Wanted) -> QuerySet[Any]:
    """By source; unmapped ones first, then by how often they occur."""
    found = counted(Reason.objects.select_related("source", "journey", "step"))
    if wanted.source_id:
        found = found.filter(source_id=wanted.source_id)
    if wanted.journey_id:
        found = found.filter(journey_id=wanted.journey_id)
    if wanted.text:
        found = found.filter(label__icontains=wanted.text)
    found = {
        "unmapped": found.filter(journey=None),
        "mapped": found.exclude(journey=None),
        "undemanded": found.filter(demand=""),
    }.get(wanted.state, found)
    unmapped_first = Case(
        When(journey=None, then=0), default=1, output_field=IntegerField()
    )
    return found.order_by("source__name", unmapped_first, "-recent", "-total", "label")


def counted(reasons: QuerySet[Reason]) -> QuerySet[Any]:
    """With `recent`, contacts of the last 90 days, and `total`, of all time."""
    since = timezone.localdate() - RECENT
    return reasons.annotate(recent=_count(Q(day__gt=since)), total=_count(Q()))


def _count(within: Q) -> Coalesce:
    sums = (
        ContactDay.objects.filter(within, reason_id=OuterRef("pk"))
        .values("reason_id")
        .annotate(count=Sum(F("inbound") + F("outbound")))
        .values("count")
    )
    return Coalesce(Subquery(sums), 0, output_field=BigIntegerField())


def unmapped_count() -> int:
    return Reason.objects.filter(journey=None).count()


def places() -> list[Group]:
    """All journeys with their steps, in the customer's order."""
    steps: dict[int, list[tuple[str, str]]] = {}
    for pk, journey_id, name in Step.objects.order_by(
        "phase__position", "position"
    ).values_list("pk", "journey_id", "name"):
        steps.setdefault(journey_id, []).append((f"s{pk}", name))
    journeys = Journey.objects.shown().values_list("pk", "title")
    return [
        Group(title, [(f"j{pk}", f"{title}: no step"), *steps.get(pk, [])])
        for pk, title in journeys
    ]


def reasons_of_step(step: Step) -> list[Reason]:
    """Most frequent first."""
    found = counted(Reason.objects.filter(step=step).select_related("source"))
    return list(found.order_by("-recent", "-total", "label"))


def reasons_for_step(step: Step, most: int = 300) -> list[Reason]:
    """Reasons that could be added to a step: unmapped ones, then its journey's."""
    found = Reason.objects.exclude(step=step).filter(
        Q(journey=None) | Q(journey=step.journey_id)
    )
    rows = counted(found.select_related("source", "step"))
    return list(rows.order_by("-recent", "-total", "label")[:most])
