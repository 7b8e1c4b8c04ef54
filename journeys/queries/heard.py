"""What was told from the front line lately, as Home shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.urls import reverse

from alignment.people.queries.keeper import Keeper
from journeys.models import Insight, InsightAnswer

MOST = 5
TELLER = ("pk", "name", "side", "is_active")


@dataclass(frozen=True)
class Heard:
    """One insight; `answer` is the newest, "" while there is none."""

    pk: int
    said: str
    severity: int
    told_at: datetime
    journey: str
    answer: str
    answered_by: str
    teller: Keeper

    @property
    def word(self) -> str:
        return str(Insight.Severity(self.severity).label)

    def get_absolute_url(self) -> str:
        return reverse("journeys:insight-show", args=[self.pk])


@dataclass(frozen=True)
class HeardLately:
    """The newest, and of all since then how many there are and wait for an answer."""

    newest: tuple[Heard, ...] = ()
    told: int = 0
    waiting: int = 0


NOTHING_HEARD = HeardLately()


def heard_since(since: date, journey_id: int | None = None) -> HeardLately:
    """Of one journey, or of all; one query."""
    found = Insight.objects.shown().filter(told_at__date__gt=since)
    if journey_id:
        found = found.filter(journey=journey_id)
    answers = InsightAnswer.objects.filter(insight=OuterRef("pk")).order_by("-at")
    rows = list(
        found.annotate(
            newest_answer=Subquery(answers.values("words")[:1]),
            newest_by=Subquery(answers.values("by__name")[:1]),
            told=Window(Count("pk")),
            waiting=Window(Count("pk", filter=Q(answered_at=None))),
        )
        .order_by(F("told_at").desc(), "-pk")
        .values_list(
            *("told", "waiting", "pk", "said", "severity", "told_at"),
            *("journey__title", "newest_answer", "newest_by"),
            *(f"told_by__{each}" for each in TELLER),
        )[:MOST]
    )
    if not rows:
        return NOTHING_HEARD
    return HeardLately(tuple(_heard(row[2:]) for row in rows), rows[0][0], rows[0][1])


def _heard(row: tuple[Any, ...]) -> Heard:
    pk, said, severity, told_at, journey, answer, by, *teller = row
    return Heard(
        pk, said, severity, told_at, journey, answer or "", by or "", Keeper(*teller)
    )
