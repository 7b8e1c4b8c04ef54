"""Which meetings a list shows, and the month as a grid of weeks."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from alignment.people.models import Person, Side, Team
from journeys.models import Attendance
from journeys.models.meeting import MeetingQuerySet
from journeys.queries.kickoff_day import KickoffDay
from journeys.queries.meeting import MeetingRow, of_person

IN_A_CELL = 3


def came(side: str | None = None) -> Exists:
    """Whether anybody came to it, or anybody of a side."""
    there = Attendance.objects.filter(meeting=OuterRef("pk"), came=True)
    return Exists(there.filter(side=side) if side else there)


BOTH = came(Side.PRODUCT) & came(Side.OPS)
"""Joint: at least one of each side came."""
CAME = {"joint": BOTH, "one": came() & ~BOTH, "none": ~came()}


@dataclass(frozen=True)
class Wanted:
    """What a list was asked for; `days` back from now, `on` one day."""

    of: str = ""
    when: str = ""
    kind: str = ""
    journey: Any = None
    initiative: Any = None
    team: Team | None = None
    came: str = ""
    days: int | None = None
    on: date | None = None
    q: str = ""


def listed(
    found: MeetingQuerySet, wanted: Wanted, *, viewer: Person
) -> MeetingQuerySet:
    """Those to come by day, from today's on; past and cancelled ones newest first."""
    return _when(_which(found, wanted, viewer), wanted)


def _which(found: MeetingQuerySet, wanted: Wanted, viewer: Person) -> MeetingQuerySet:
    if wanted.of != "all":
        found = found.filter(of_person(viewer) | Q(organised_by=viewer))
    asked = {
        "kind": wanted.kind,
        "journeys": wanted.journey,
        "initiative": wanted.initiative,
    }
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if wanted.team:
        theirs = Attendance.objects.filter(
            meeting=OuterRef("pk"), person__teams=wanted.team
        )
        found = found.filter(Exists(theirs))
    if wanted.came in CAME:
        found = found.filter(CAME[wanted.came])
    for word in wanted.q.split():
        found = found.filter(Q(title__icontains=word) | Q(agenda__icontains=word))
    return found


def _when(found: MeetingQuerySet, wanted: Wanted) -> MeetingQuerySet:
    now = timezone.now()
    if wanted.on:
        return found.standing().filter(starts_at__range=_day(wanted.on))
    if wanted.when == "cancelled":
        return found.exclude(cancelled_at=None).order_by("-starts_at", "-pk")
    if wanted.when == "past":
        past = found.standing().filter(starts_at__lte=now)
        if wanted.days:
            past = past.filter(starts_at__gte=now - timedelta(days=wanted.days))
        return past.order_by("-starts_at", "-pk")
    first = _day(timezone.localdate(now))[0]
    return found.standing().filter(starts_at__gte=first).order_by("starts_at", "pk")


def _day(day: date) -> tuple[datetime, datetime]:
    """From its first to its last moment, in the organisation's time zone."""
    zone = timezone.get_current_timezone()
    first = datetime.combine(day, time(), zone)
    return first, datetime.combine(day, time(23, 59, 59, 999_999), zone)


@dataclass(frozen=True)
class Cell:
    """A day of the grid: its kickoffs, then its meetings, and how many more it has."""

    day: date
    is_inside: bool
    is_today: bool
    kickoffs: tuple[KickoffDay, ...]
    rows: tuple[MeetingRow, ...]
    more: int

    @property
    def is_free(self) -> bool:
        return not (self.kickoffs or self.rows)


@dataclass(frozen=True)
class Month:
    first: date
    before: date
    after: date
    weeks: tuple[tuple[Cell, ...], ...]

    @property
    def is_free(self) -> bool:
        return all(cell.is_free for week in self.weeks for cell in week)


def in_month(found: MeetingQuerySet, first: date) -> MeetingQuerySet:
    """Those of the weeks a month lies in."""
    first_day, last_day = month_days(first)
    return found.standing().filter(
        starts_at__range=(_day(first_day)[0], _day(last_day)[1])
    )


def month_days(first: date) -> tuple[date, date]:
    """The first and the last day of the weeks a month lies in."""
    days = _days(first)
    return days[0], days[-1]


def month(
    first: date,
    rows: tuple[MeetingRow, ...],
    kickoffs: tuple[KickoffDay, ...],
    today: date,
) -> Month:
    by: dict[date, list[MeetingRow]] = defaultdict(list)
    starts: dict[date, list[KickoffDay]] = defaultdict(list)
    for row in rows:
        by[row.day].append(row)
    for kickoff in kickoffs:
        starts[kickoff.day].append(kickoff)
    cells = [_cell(day, first, today, starts[day], by[day]) for day in _days(first)]
    weeks = tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return Month(first, before, after, weeks)


def _cell(
    day: date,
    first: date,
    today: date,
    kickoffs: list[KickoffDay],
    rows: list[MeetingRow],
) -> Cell:
    shown = kickoffs[:IN_A_CELL]
    met = rows[: IN_A_CELL - len(shown)]
    return Cell(
        day,
        day.month == first.month,
        day == today,
        tuple(shown),
        tuple(met),
        len(kickoffs) + len(rows) - len(shown) - len(met),
    )


def _days(first: date) -> list[date]:
    return list(calendar.Calendar().itermonthdates(first.year, first.month))
