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
    """Read what is due: of several at once one reads it, and keeps nobody waiting.

    What is begun and never ends is tried again in an hour, after all others.
    """
    for _ in range(AT_ONCE):
        found = _claimed()
        if found is None:
            return
        times: list[Interval] = []
        problem = ""
        try:
            times = _fetched(found)
        except Unreadable as refusal:
            problem = str(refusal)[:300]
        _keep(found, times, problem)
        publish("meetings")


@transaction.atomic
def _claimed() -> BusyCalendar | None:
    """One that is due; it is due again in an hour."""
    due = BusyCalendar.objects.filter(
        due_at__lte=timezone.now(), person__is_active=True
    )
    held = due.select_for_update(skip_locked=True, of=("self",))
    found = held.order_by("due_at").first()
    if found:
        found.due_at = timezone.now() + AGAIN
        found.save(update_fields=["due_at"])
    return found


@transaction.atomic
def _keep(found: BusyCalendar, times: list[Interval], problem: str) -> None:
    """What was read, or why not; nothing where the person chose another meanwhile."""
    same = BusyCalendar.objects.filter(
        pk=found.pk, sealed_address=found.sealed_address
    ).select_for_update()
    kept = same.first()
    if kept is None:
        return
    kept.problem = problem
    if not problem:
        kept.replace(times)
        kept.read_at = timezone.now()
    kept.save(update_fields=["read_at", "problem"])


def _fetched(found: BusyCalendar) -> list[Interval]:
    address = unseal(found.sealed_address)
    if not address:
        raise Unreadable("Its address is not known any more. Enter it again.")
    return read_apart(fetch(address), _window())


def _window() -> Window:
    now = timezone.now()
    return Window(now - BACK, now + AHEAD, settings.TIME_ZONE)
