"""Series of meetings: begun, made some months ahead, changed or ended from one on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import must_be_unchanged
from journeys.models import Attendance, Journey, Meeting, MeetingSeries, TookPlace
from journeys.models.gathering import WHAT
from journeys.operations.meeting_mail import What, tell_of_series

AHEAD = timedelta(days=183)
MOST_AT_ONCE = 60
"""What is missing beyond these is made at the next turn of the job."""
A_DAY = timedelta(days=1)
ROOM = timedelta(days=92)
"""What lies behind the last months that were made gets a turn too when it moves."""


@dataclass(frozen=True)
class Repeat:
    """How often, and until when or how many times, if that is known."""

    repeat: str
    until_on: date | None = None
    count: int | None = None


def begin_series(
    *,
    values: dict[str, Any],
    journeys: Iterable[Journey],
    people: Iterable[Person],
    repeat: Repeat,
    by: Person,
) -> Meeting:
    """Keep a series and make its first meetings; within a transaction."""
    series, first = _begun(values, journeys, people, repeat, by)
    publish("meetings")
    tell_of_series(series, first, "invited", people, by=by)
    return first


def _begun(
    values: dict[str, Any],
    journeys: Iterable[Journey],
    people: Iterable[Person],
    repeat: Repeat,
    by: Person,
) -> tuple[MeetingSeries, Meeting]:
    series = MeetingSeries(organised_by=by, zone=settings.TIME_ZONE)
    _say(series, values, repeat)
    series.made_until_on = series.starts_on - A_DAY
    series.save(force_insert=True)
    series.journeys.set(journeys)
    series.people.set(people)
    extend(series)
    return series, series.meetings.earliest("recurs_at")


def _say(series: MeetingSeries, values: dict[str, Any], repeat: Repeat) -> None:
    """Set what it says; times are those of the wall in the organisation's zone."""
    for name in WHAT:
        setattr(series, name, values[name])
    starts = timezone.localtime(values["starts_at"])
    series.starts_on, series.starts_time = starts.date(), starts.time()
    series.repeat = repeat.repeat
    series.until_on, series.count = repeat.until_on, repeat.count
    series.changed_at = timezone.now()


def extend_all() -> None:
    """Make the meetings of the next months of every series that goes on.

    Each in a transaction of its own. Several at once share the work: who finds a
    series held leaves it to the other.
    """
    until = timezone.localdate() + AHEAD
    for pk in MeetingSeries.objects.to_extend(until).values_list("pk", flat=True):
        with transaction.atomic():
            free = MeetingSeries.objects.select_for_update(skip_locked=True)
            if (series := free.filter(pk=pk).first()) and extend(series):
                publish("meetings")


def extend(series: MeetingSeries) -> list[Meeting]:
    """Make what is missing until some months from now, and the first in any case.

    Only for a series that is locked or new. Safe to repeat.
    """
    until = max(timezone.localdate() + AHEAD, series.starts_on)
    missing = series.moments(series.made_until_on, until)
    if len(missing) > MOST_AT_ONCE:
        missing = missing[:MOST_AT_ONCE]
        until = series.day(missing[-1])
    made = [
        Meeting(
            series=series,
            recurs_at=moment,
            starts_at=moment,
            organised_by=series.organised_by,
            created_by=series.organised_by,
            **{name: getattr(series, name) for name in WHAT},
        )
        for moment in missing
    ]
    Meeting.objects.bulk_create(made)
    _fill(made, list(series.journeys.all()), list(series.people.active()))
    series.made_until_on = max(until, series.made_until_on)
    series.save(update_fields=["made_until_on"])
    return made


def _fill(made: list[Meeting], journeys: list[Journey], people: list[Person]) -> None:
    links = Meeting.journeys.through
    links.objects.bulk_create(
        links(meeting_id=each.pk, journey_id=journey.pk)
        for each in made
        for journey in journeys
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=each, person=person) for each in made for person in people
    )


@transaction.atomic
def change_following(
    *, meeting: Meeting, plan: Any, repeat: Repeat, seen: int, by: Person
) -> Meeting:
    """Change this one and all that follow; the meeting that is the first of them then.

    From the first one on it is the same series, changed; from a later one on the old
    one ends before it and another begins. Meetings keep their addresses and notes, in
    turn; those for which there is no turn any more are cancelled.
    Raises MeetingCancelled, EditedMeanwhile, TookPlace.
    """
    series, rows = _from(meeting)
    meeting.must_stand()
    must_be_unchanged(meeting, Meeting.TEXTS, seen)
    before = list(series.people.all())
    if _is_first(series, meeting):
        _say(series, plan.values, repeat)
        series.sequence += 1
        series.save()
    else:
        _end(series, meeting)
        tell_of_series(series, meeting, "changed", before, by=by)
        before, series = (
            [],
            MeetingSeries(organised_by=series.organised_by, zone=settings.TIME_ZONE),
        )
        _say(series, plan.values, repeat)
        series.made_until_on = series.starts_on - A_DAY
        series.save(force_insert=True)
    series.journeys.set(plan.journeys)
    series.people.set(plan.people)
    first = _take_turns(series, rows, by)
    publish("meetings")
    publish("initiatives")
    _tell(series, first, before, plan.people, by)
    return first


def _tell(
    series: MeetingSeries,
    first: Meeting,
    before: list[Person],
    people: Iterable[Person],
    by: Person,
) -> None:
    now = list(people)
    stayed = [person for person in now if person in before]
    tell_of_series(series, first, "changed", stayed, by=by)
    new = [person for person in now if person not in before]
    tell_of_series(series, first, "invited", new, by=by)
    gone = [person for person in before if person not in now]
    tell_of_series(series, first, "uninvited", gone, by=by)


@transaction.atomic
def end_following(*, meeting: Meeting, because: str, by: Person) -> None:
    """This one and all that follow do not take place. Raises TookPlace."""
    series, rows = _from(meeting)
    people, is_first = list(series.people.all()), _is_first(series, meeting)
    _end(series, meeting)
    _cancel(rows, because, by)
    meeting.refresh_from_db()
    publish("meetings")
    what: What = "cancelled" if is_first else "changed"
    tell_of_series(series, meeting, what, people, by=by)


def _from(meeting: Meeting) -> tuple[MeetingSeries, list[Meeting]]:
    """The series of a meeting, and it with all that follow, locked in this order."""
    locked = MeetingSeries.objects.select_for_update(of=("self",))
    assert meeting.series_id
    series = locked.select_related("organised_by").get(pk=meeting.series_id)
    later = series.meetings.filter(recurs_at__gte=meeting.recurs_at)
    rows = list(later.order_by("recurs_at").select_for_update())
    meeting.refresh_from_db()
    if Attendance.objects.filter(meeting__in=rows, came=True).exists():
        raise TookPlace("People came to one of these, so it is not changed any more.")
    return series, rows


def _is_first(series: MeetingSeries, meeting: Meeting) -> bool:
    return not series.meetings.filter(recurs_at__lt=meeting.recurs_at).exists()


def _end(series: MeetingSeries, meeting: Meeting) -> None:
    """The last day of the series is the one before this meeting."""
    series.count = None
    series.until_on = series.day(_recurs(meeting)) - A_DAY
    series.sequence += 1
    series.changed_at = timezone.now()
    series.save()


def _recurs(meeting: Meeting) -> datetime:
    assert meeting.recurs_at
    return meeting.recurs_at


def _take_turns(series: MeetingSeries, rows: list[Meeting], by: Person) -> Meeting:
    """Have the rows be the first of the series, one after the other."""
    until = max(timezone.localdate() + AHEAD, series.starts_on)
    moments = series.moments(None, until + ROOM)[: len(rows)]
    kept = rows[: len(moments)]
    now = timezone.now()
    for row, moment in zip(kept, moments, strict=False):
        row.series, row.recurs_at, row.starts_at = series, moment, moment
        row.is_changed, row.changed_at = False, now
        row.sequence += 1
        for name in WHAT:
            setattr(row, name, getattr(series, name))
    Meeting.objects.bulk_update(
        kept,
        [
            *WHAT,
            *("series", "recurs_at", "starts_at", "is_changed", "changed_at"),
            "sequence",
        ],
    )
    keys = [row.pk for row in kept]
    Meeting.journeys.through.objects.filter(meeting__in=keys).delete()
    Attendance.objects.filter(meeting__in=keys).delete()
    _fill(kept, list(series.journeys.all()), list(series.people.all()))
    _drop(rows[len(moments) :], by)
    series.made_until_on = series.day(moments[len(kept) - 1])
    extend(series)
    return kept[0]


def _drop(rows: list[Meeting], by: Person) -> None:
    """Those without a turn are cancelled, and of no series any more."""
    _cancel(rows, "The series was changed.", by)
    keys = [row.pk for row in rows]
    Meeting.objects.filter(pk__in=keys).update(series=None, recurs_at=None)


def _cancel(rows: list[Meeting], because: str, by: Person) -> None:
    standing = Meeting.objects.standing().filter(pk__in=[row.pk for row in rows])
    now = timezone.now()
    standing.update(
        cancelled_at=now, cancelled_by=by, cancelled_because=because, changed_at=now
    )
