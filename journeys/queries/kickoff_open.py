"""Kickoffs that wait for somebody of ops: asked, or not even that."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from alignment.people.models import Side
from alignment.people.queries.keeper import Keeper
from journeys.models import (
    Approval,
    Attendance,
    Decision,
    Initiative,
    Insight,
    Kickoff,
    SponsorAnswer,
)
from journeys.queries.involvement import AMBER_AFTER

MOST = 30


@dataclass(frozen=True)
class OpenKickoff:
    """`sponsor` is asked and has not answered; without one nobody is.

    `days` since the initiative began, while nobody of ops has taken part;
    `was_decided` where product has approved a decision meanwhile.
    """

    slug: str
    title: str
    lead: Keeper
    sponsor: Keeper | None
    asked_at: datetime | None
    began_on: date
    days: int
    was_decided: bool = False


PEOPLE = ("pk", "name", "side", "is_active")
COLUMNS = (
    *("initiative__slug", "initiative__title", "initiative__created_at"),
    *("sponsor_asked_at",),
    *(f"initiative__lead__{each}" for each in PEOPLE),
    *(f"sponsor__{each}" for each in PEOPLE),
)


def open_kickoffs(on: date) -> tuple[OpenKickoff, ...]:
    """The longest without ops first; one query."""
    return tuple(open_kickoff(row, on) for row in open_kickoff_values())


def open_kickoff_values(**more: Any) -> Any:
    """Their values in the order of COLUMNS, and then what else is asked for."""
    came = SponsorAnswer.objects.filter(
        kickoff=OuterRef("pk"), answer=SponsorAnswer.Answer.ACCEPTED
    )
    late = timezone.now() - timedelta(days=AMBER_AFTER)
    told = Insight.objects.shown().filter(
        initiative=OuterRef("initiative"), told_by__side=Side.OPS
    )
    given = Approval.objects.filter(decision__initiative=OuterRef("initiative"))
    wrote = Decision.objects.filter(
        initiative=OuterRef("initiative"), created_by__side=Side.OPS
    )
    met = Attendance.objects.filter(
        meeting__initiative=OuterRef("initiative"), came=True, side=Side.OPS
    )
    came_in = (came, told, given.filter(side=Side.OPS), wrote, met)
    without_ops = ~reduce(or_, (Q(Exists(each)) for each in came_in))
    decided = Exists(given.live().filter(side=Side.PRODUCT))
    alone = (Q(initiative__created_at__lt=late) | decided) & without_ops
    asked = Q(sponsor__isnull=False, sponsor_accepted_at=None)
    ended = [Initiative.Stage.LANDED, Initiative.Stage.STOPPED]
    return (
        Kickoff.objects.exclude(state=Kickoff.State.HELD)
        .exclude(initiative__stage__in=ended)
        .filter(asked | alone)
        .annotate(decided=decided, **more)
        .order_by(F("initiative__created_at").asc(), "pk")
        .values_list(*COLUMNS, "decided", *more)[:MOST]
    )


def open_kickoff(row: tuple[object, ...], on: date) -> OpenKickoff:
    slug, title, created, asked_at, *people, decided = row
    began = timezone.localdate(created)  # type: ignore[arg-type]
    return OpenKickoff(
        str(slug),
        str(title),
        Keeper(*people[:4]),  # type: ignore[arg-type]
        Keeper(*people[4:]) if people[4] else None,  # type: ignore[arg-type]
        asked_at,  # type: ignore[arg-type]
        began,
        max((on - began).days, 0),
        bool(decided),
    )
