"""Meetings as the agenda, the month and their own page show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Person, Side
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Attendance, Kind, Meeting
from journeys.queries.release import JourneyName

COLUMNS = (
    *("pk", "title", "kind", "starts_at", "minutes", "place", "series_id"),
    *("cancelled_at", "organised_by_id", "initiative__title", "initiative__slug"),
)


@dataclass(frozen=True)
class Guest:
    """Somebody who is invited to a meeting, or came to it. `came` may be unknown."""

    person: Keeper
    side: str
    is_invited: bool
    came: bool | None


@dataclass(frozen=True)
class MeetingRow:
    pk: int
    title: str
    kind: str
    starts_at: datetime
    minutes: int
    place: str
    is_recurring: bool
    is_cancelled: bool
    organiser: Keeper
    initiative: str | None
    initiative_slug: str | None
    journeys: tuple[JourneyName, ...]
    guests: tuple[Guest, ...]
    mine: Guest | None

    @property
    def word(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def invited(self) -> tuple[Guest, ...]:
        return tuple(each for each in self.guests if each.is_invited)

    @property
    def came(self) -> tuple[Guest, ...]:
        return tuple(each for each in self.guests if each.came)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The sides of which nobody is invited, or came once it is over."""
        there = self.came if self.has_begun and self.came else self.invited
        sides = {each.side for each in there}
        return tuple(side.value for side in Side if side not in sides)

    @property
    def is_joint(self) -> bool:
        return {each.side for each in self.came} >= set(Side.values)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The sides with guests of whom nobody has said yet if they came."""
        return tuple(each.side for each in self.guests if each.came is None)

    @property
    def asks_me(self) -> bool:
        """Whether nobody has said yet if the viewer was there."""
        waits = self.mine is not None and self.mine.came is None
        return waits and self.has_begun and not self.is_cancelled

    def get_absolute_url(self) -> str:
        return reverse("journeys:meeting-show", args=[self.pk])


def meeting_rows(
    found: Any, *, viewer: Person, people: dict[int, Keeper] | None = None
) -> tuple[MeetingRow, ...]:
    """Rows in the order of a queryset of meetings, or a page of it; 4 queries."""
    records = list(found.values_list(*COLUMNS))
    known = keepers() if people is None else people
    pks = [record[0] for record in records]
    journeys, guests = _journeys(pks), _guests(pks, known)
    return tuple(
        _row(record, known, journeys[record[0]], guests[record[0]], viewer)
        for record in records
    )


def _row(
    record: tuple[Any, ...],
    people: dict[int, Keeper],
    journeys: tuple[JourneyName, ...],
    guests: tuple[Guest, ...],
    viewer: Person,
) -> MeetingRow:
    pk, title, kind, starts_at, minutes, place, series, gone, by, *of = record
    mine = next((each for each in guests if each.person.pk == viewer.pk), None)
    return MeetingRow(
        pk,
        title,
        kind,
        starts_at,
        minutes,
        place,
        series is not None,
        gone is not None,
        people[by],
        of[0],
        of[1],
        journeys,
        guests,
        mine,
    )


def _journeys(pks: list[int]) -> dict[int, tuple[JourneyName, ...]]:
    links = Meeting.journeys.through.objects.filter(meeting__in=pks)
    found: dict[int, tuple[JourneyName, ...]] = defaultdict(tuple)
    for meeting, pk, slug, title in links.order_by("journey__title").values_list(
        "meeting_id", "journey_id", "journey__slug", "journey__title"
    ):
        found[meeting] += (JourneyName(pk, slug, title),)
    return found


def _guests(pks: list[int], people: dict[int, Keeper]) -> dict[int, tuple[Guest, ...]]:
    """Those of product first, then by name."""
    rows = Attendance.objects.filter(meeting__in=pks).values_list(
        "meeting_id", "person_id", "side", "is_invited", "came"
    )
    found: dict[int, list[Guest]] = defaultdict(list)
    for meeting, person, side, is_invited, came in rows:
        found[meeting].append(Guest(people[person], side, is_invited, came))
    return defaultdict(
        tuple,
        {
            pk: tuple(
                sorted(each, key=lambda one: (one.side == "ops", str(one.person)))
            )
            for pk, each in found.items()
        },
    )


@dataclass(frozen=True)
class Day:
    """The meetings of one day, by the time they begin."""

    day: date
    rows: tuple[MeetingRow, ...]


def by_day(rows: Iterable[MeetingRow]) -> tuple[Day, ...]:
    """In the order of the rows."""
    found: dict[date, list[MeetingRow]] = {}
    for row in rows:
        found.setdefault(row.day, []).append(row)
    return tuple(Day(day, tuple(each)) for day, each in found.items())


@dataclass(frozen=True)
class MonthOfDays:
    """The days of one month that have meetings; `first` is its first day."""

    first: date
    days: tuple[Day, ...]


def by_month(days: Iterable[Day]) -> tuple[MonthOfDays, ...]:
    """In the order of the days."""
    found = groupby(days, key=lambda each: each.day.replace(day=1))
    return tuple(MonthOfDays(first, tuple(each)) for first, each in found)


def of_person(person: Person) -> Exists:
    """Meetings somebody is invited to or came to; those they organise stand beside."""
    return Exists(Attendance.objects.filter(meeting=OuterRef("pk"), person=person))


def waiting_for(
    viewer: Person, people: dict[int, Keeper], *, days: int = 14
) -> tuple[MeetingRow, ...]:
    """Meetings of the last days of which they have not said yet if they were there."""
    now = timezone.now()
    mine = Attendance.objects.filter(
        meeting=OuterRef("pk"), person=viewer, is_invited=True, came=None
    )
    found = Meeting.objects.standing().filter(
        Exists(mine), starts_at__range=(now - timedelta(days=days), now)
    )
    return meeting_rows(found.order_by("-starts_at")[:5], viewer=viewer, people=people)


@dataclass(frozen=True)
class MetRow:
    """A meeting about something, in short. `lacks` and `unsaid` as of MeetingRow."""

    pk: int
    title: str
    starts_at: datetime
    has_begun: bool
    is_joint: bool
    came: bool
    lacks: tuple[str, ...]
    unsaid: tuple[str, ...]

    is_cancelled = False

    def get_absolute_url(self) -> str:
        return reverse("journeys:meeting-show", args=[self.pk])


@dataclass(frozen=True)
class Met:
    """The next two meetings, soonest first, and the last two, newest first."""

    coming: tuple[MetRow, ...]
    last: tuple[MetRow, ...]


def met_about(found: Any) -> Met:
    """Of some meetings, those around now; one query."""
    now = timezone.now()
    sides = Attendance.objects.filter(meeting=OuterRef("pk")).values("side")
    stands = found.filter(cancelled_at=None).annotate(
        invited=ArraySubquery(sides.filter(is_invited=True).distinct()),
        came=ArraySubquery(sides.filter(came=True).distinct()),
        unsaid=ArraySubquery(sides.filter(came=None).distinct()),
    )
    columns = ("pk", "title", "starts_at", "invited", "came", "unsaid")
    coming = stands.filter(starts_at__gt=now).order_by("starts_at", "pk")
    last = stands.filter(starts_at__lte=now).order_by("-starts_at", "-pk")
    rows = coming.values_list(*columns)[:2].union(
        last.values_list(*columns)[:2], all=True
    )
    made = sorted((_met(row, now) for row in rows), key=lambda row: row.starts_at)
    return Met(
        tuple(row for row in made if not row.has_begun),
        tuple(row for row in made if row.has_begun)[::-1],
    )


def _met(row: tuple[Any, ...], now: datetime) -> MetRow:
    pk, title, starts_at, invited, came, unsaid = row
    there = set(came or invited)
    lacks = tuple(side.value for side in Side if side not in there)
    begun = starts_at <= now
    joint = set(came) >= set(Side.values)
    said = (bool(came), lacks, tuple(unsaid))
    return MetRow(pk, title, starts_at, begun, joint, *said)
