"""Meetings and series as calendars are told of them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone

from alignment.people.models import Person
from journeys.calendars.writing import Event, Party
from journeys.models import Attendance, Gathering, Meeting, MeetingSeries


def one(
    meeting: Meeting, *, invited: Iterable[Person] = (), cancelled: bool = False
) -> Event:
    """A meeting alone, or as the one of its series."""
    series = meeting.series
    return Event(
        uid=str(series.uid if series else meeting.uid),
        sequence=meeting.sequence + (series.sequence if series else 0),
        changed_at=meeting.changed_at,
        starts_at=meeting.starts_at,
        zone=series.zone if series else settings.TIME_ZONE,
        url=settings.SITE_URL + meeting.get_absolute_url(),
        recurs_at=meeting.recurs_at,
        invited=_parties(invited),
        is_cancelled=cancelled or meeting.is_cancelled,
        **_said(meeting),
    )


def whole(
    series: MeetingSeries,
    *,
    viewer: Person | None = None,
    invited: Iterable[Person] = (),
    cancelled: bool = False,
) -> list[Event]:
    """A series with its rule, and each of it that differs; 2 queries.

    Of one `viewer` those are left out that they are not invited to any more.
    """
    rows = list(series.meetings.select_related("organised_by").order_by("recurs_at"))
    left_out = _without(series, viewer) if viewer else set()
    return whole_of(series, rows, left_out, invited=invited, cancelled=cancelled)


def whole_of(
    series: MeetingSeries,
    rows: list[Meeting],
    left_out: set[int],
    *,
    invited: Iterable[Person] = (),
    cancelled: bool = False,
) -> list[Event]:
    """The same of rows that are known, those with the keys in `left_out` not in it."""
    differ = [
        row
        for row in rows
        if row.pk not in left_out
        and (row.is_changed or row.is_cancelled)
        and series.holds(row.recurs_at)
    ]
    for row in differ:
        row.series = series
    master = Event(
        uid=str(series.uid),
        sequence=series.sequence,
        changed_at=series.changed_at,
        starts_at=series.moment(series.starts_on),
        zone=series.zone,
        url=settings.SITE_URL + (rows[0].get_absolute_url() if rows else "/meetings/"),
        rule=series.rule,
        left_out=tuple(
            row.recurs_at for row in rows if row.pk in left_out and row.recurs_at
        ),
        invited=_parties(invited),
        is_cancelled=cancelled,
        **_said(series),
    )
    return [master, *(one(row) for row in differ if not cancelled)]


def _without(series: MeetingSeries, viewer: Person) -> set[int]:
    """The meetings of a series that somebody is not invited to."""
    if viewer == series.organised_by:
        return set()
    mine = Attendance.objects.filter(person=viewer, is_invited=True)
    found = series.meetings.exclude(pk__in=mine.values("meeting_id"))
    return set(found.values_list("pk", flat=True))


def _said(of: Gathering) -> dict[str, Any]:
    """What both say; the types are those of Event."""
    by = of.organised_by
    return {
        "title": of.title,
        "minutes": of.minutes,
        "place": of.place,
        "about": of.agenda,
        "organiser": Party(by.name, by.email),
    }


def _parties(people: Iterable[Person]) -> tuple[Party, ...]:
    return tuple(Party(person.name, person.email) for person in people)


def when(meeting: Meeting) -> str:
    """Like “Tuesday 24 November 2026, 10:00 to 10:30 (Europe/London)”."""
    first, last = (
        timezone.localtime(each) for each in (meeting.starts_at, meeting.ends_at)
    )
    return f"{first:%A %-d %B %Y, %H:%M} to {last:%H:%M} ({settings.TIME_ZONE})"
