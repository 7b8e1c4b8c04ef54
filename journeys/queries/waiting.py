"""What waits for people of both sides, in one query: kickoffs, and decisions whose day
to be looked at again has come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateTimeField, FilteredRelation, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse

from alignment.people.models import Side
from alignment.people.queries.keeper import Keeper
from journeys.models import Decision
from journeys.queries.kickoff_open import (
    MOST,
    PEOPLE,
    OpenKickoff,
    open_kickoff,
    open_kickoff_values,
)

KICKOFF, DECISION = "kickoff", "decision"


@dataclass(frozen=True)
class DueDecision:
    """Taken by one of each side, who meant to look at it again by now."""

    pk: int
    question: str
    taken_at: datetime
    revisit_on: date
    product: Keeper
    ops: Keeper

    def get_absolute_url(self) -> str:
        return reverse("journeys:decision-show", args=[self.pk])


@dataclass(frozen=True)
class Waiting:
    """The oldest first."""

    kickoffs: tuple[OpenKickoff, ...]
    decisions: tuple[DueDecision, ...]


def waiting(on: date) -> Waiting:
    """One query: Home has room for no more."""
    kickoffs = open_kickoff_values(kind=Value(KICKOFF, CharField()))
    rows = list(kickoffs.union(_due(on), all=True))
    return Waiting(
        tuple(open_kickoff(row[:-1], on) for row in rows if row[-1] == KICKOFF),
        tuple(_decision(row) for row in rows if row[-1] == DECISION),
    )


def _due(on: date) -> Any:
    """The columns of a kickoff: its slug is the key, its lead and sponsor the two."""
    taken = Decision.objects.filter(taken_at__isnull=False, revisit_on__lte=on)
    return (
        taken.annotate(
            **{each.value: _live(each) for each in Side},
            slug=Cast("pk", CharField()),
            day=Cast("revisit_on", DateTimeField()),
            decided=Value(False),  # noqa: FBT003 -- a column
            kind=Value(DECISION, CharField()),
        )
        .order_by("revisit_on", "pk")
        .values_list(
            *("slug", "question", "taken_at", "day"),
            *(f"product__by__{each}" for each in PEOPLE),
            *(f"ops__by__{each}" for each in PEOPLE),
            "decided",
            "kind",
        )[:MOST]
    )


def _live(side: Side) -> FilteredRelation:
    live = Q(approvals__side=side.value, approvals__voided_at=None)
    return FilteredRelation("approvals", condition=live)


def _decision(row: tuple[Any, ...]) -> DueDecision:
    pk, question, taken_at, again, *people, _, _ = row
    return DueDecision(
        int(pk),
        question,
        taken_at,
        again.date(),
        Keeper(*people[:4]),
        Keeper(*people[4:]),
    )
