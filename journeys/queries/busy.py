"""Who is busy at a time, and which side nobody is invited of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from alignment.people.models import Person, Side
from journeys.models import Attendance, BusyCalendar, BusyTime, Journey
from journeys.models.gathering import LONGEST_MINUTES


@dataclass(frozen=True)
class Room:
    """What is worth knowing before people are invited; nothing of it blocks."""

    lacks: tuple[str, ...]
    """Sides of which nobody is invited, while somebody of the other is."""
    owners: tuple[Person, ...]
    """Who looks after the journeys for the side that is missing."""
    busy: tuple[Person, ...]

    @property
    def is_fine(self) -> bool:
        return not self.lacks and not self.busy


def room(
    *,
    people: Collection[Person],
    journeys: Collection[Journey],
    starts_at: datetime | None,
    minutes: int,
    but: int | None = None,
) -> Room:
    """`but` is the meeting that is being changed: it keeps nobody busy; 3 queries."""
    sides = {person.side for person in people}
    lacks = tuple(side.value for side in Side if sides and side not in sides)
    owners = {
        pk for side in lacks for journey in journeys if (pk := _owner(journey, side))
    }
    busy: set[int] = set()
    if starts_at:
        keys = {person.pk for person in people}
        ends_at = starts_at + timedelta(minutes=minutes)
        busy = busy_people(keys, starts_at, ends_at, but=but)
    return Room(
        lacks,
        tuple(Person.objects.active().filter(pk__in=owners)) if owners else (),
        tuple(person for person in people if person.pk in busy),
    )


def _owner(journey: Journey, side: str) -> int | None:
    return journey.product_owner_id if side == Side.PRODUCT else journey.ops_owner_id


def busy_people(
    keys: Collection[int],
    starts_at: datetime,
    ends_at: datetime,
    *,
    but: int | None = None,
) -> set[int]:
    """Who has something else then: in their own calendar, or a meeting here."""
    elsewhere = BusyTime.objects.filter(
        calendar__person__in=keys, starts_at__lt=ends_at, ends_at__gt=starts_at
    ).values_list("calendar__person_id", flat=True)
    longest = timedelta(minutes=LONGEST_MINUTES)
    here = Attendance.objects.filter(
        person__in=keys,
        is_invited=True,
        meeting__cancelled_at=None,
        meeting__starts_at__gt=starts_at - longest,
        meeting__starts_at__lt=ends_at,
    ).exclude(meeting=but)
    meetings = here.values_list("person_id", "meeting__starts_at", "meeting__minutes")
    return set(elsewhere) | {
        pk
        for pk, begins, minutes in meetings
        if begins + timedelta(minutes=minutes) > starts_at
    }


@dataclass(frozen=True)
class BusyPage:
    """Where somebody's busy times come from."""

    said: str
    read_at: datetime
    count: int
    problem: str
    is_waiting: bool


def busy_calendar(viewer: Person) -> BusyPage | None:
    found = BusyCalendar.objects.filter(person=viewer).annotate(number=Count("times"))
    row = found.values("said", "read_at", "number", "problem", "due_at").first()
    if row is None:
        return None
    waits = row["due_at"] is not None and row["due_at"] <= timezone.now()
    return BusyPage(row["said"], row["read_at"], row["number"], row["problem"], waits)
