"""Reading busy times: of a file at once, of an address now and every hour."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person
from journeys.calendars.address import checked, fetch
from journeys.calendars.child import read_apart
from journeys.calendars.reading import Interval, Unreadable, Window
from journeys.calendars.sealing import seal, unseal
from journeys.models import BusyCalendar

BACK, AHEAD = timedelta(days=1), timedelta(days=183)
AGAIN = timedelta(hours=1)
AT_ONCE = 20


def read_file(*, name: str, data: bytes, by: Person) -> int:
    """Keep the busy times of a file for those there were, and say how many.

    Raises Unreadable.
    """
    found = read_apart(data, _window())
    with transaction.atomic():
        kept, _ = BusyCalendar.objects.update_or_create(
            person=by,
            defaults={
                "said": name[:200],
                "sealed_address": b"",
                "read_at": timezone.now(),
                "due_at": None,
                "problem": "",
            },
        )
        kept.replace(found)
    publish("meetings")
    return len(found)


@transaction.atomic
def follow_address(*, address: str, by: Person) -> None:
    """Have an address read soon, and every hour from then on. Raises Unreadable.

    What was read elsewhere before stays until then.
    """
    parts = checked(address)
    BusyCalendar.objects.update_or_create(
        person=by,
        defaults={
            "said": parts.hostname or "",
            "sealed_address": seal(parts.geturl()),
            "due_at": timezone.now(),
            "problem": "",
        },
    )


def forget_busy(*, by: Person) -> None:
    """Let go of all of somebody's busy times. Safe to repeat."""
    BusyCalendar.objects.filter(person=by).delete()


def read_due() -> None:
    """Read what is due. Each row is held meanwhile: of several at once one reads it."""
    for _ in range(AT_ONCE):
        with transaction.atomic():
            due = BusyCalendar.objects.filter(
                due_at__lte=timezone.now(), person__is_active=True
            )
            held = due.select_for_update(skip_locked=True, of=("self",))
            found = held.order_by("due_at").first()
            if found is None:
                return
            _read(found)
        publish("meetings")


def _read(found: BusyCalendar) -> None:
    """What went wrong is told to its person, and tried again in an hour."""
    found.due_at = timezone.now() + AGAIN
    try:
        times = _fetched(found)
    except Unreadable as problem:
        found.problem = str(problem)[:300]
    else:
        found.replace(times)
        found.read_at, found.problem = timezone.now(), ""
    found.save(update_fields=["due_at", "read_at", "problem"])


def _fetched(found: BusyCalendar) -> list[Interval]:
    address = unseal(found.sealed_address)
    if not address:
        raise Unreadable("Its address is not known any more. Enter it again.")
    return read_apart(fetch(address), _window())


def _window() -> Window:
    now = timezone.now()
    return Window(now - BACK, now + AHEAD, settings.TIME_ZONE)
