"""A person's meetings as their own calendar reads them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from alignment.people.context import organisation
from alignment.people.models import Person
from alignment.versions import history_of
from journeys.calendars.events import one, whole_of
from journeys.calendars.writing import Event, calendar
from journeys.models import (
    Attendance,
    CalendarFeed,
    Kickoff,
    Meeting,
    MeetingSeries,
)
from journeys.queries.kickoff_calendar import kickoff_events
from journeys.queries.kickoff_day import of_person, with_a_day

BACK = timedelta(days=90)
EVER = datetime(2000, 1, 1, tzinfo=timezone.get_fixed_timezone(0))


@dataclass(frozen=True)
class Feed:
    """`tag` changes with any byte of it; `changed_at` is its newest change."""

    text: bytes
    tag: str
    changed_at: datetime


def feed_of(token: str) -> CalendarFeed | None:
    """The feed of a token; None for any that opens nothing."""
    found = CalendarFeed.objects.with_token(token).select_related("person")
    return found.first()


def feed_text(feed: CalendarFeed) -> Feed:
    """What they organise or are invited to, and the days of their kickoffs, from three
    months back on; 8 queries.

    Of a series they are invited to there is its rule; what differs of it stands beside,
    and what they are not invited to is left out.
    """
    person = feed.person
    found = _events(person)
    text = calendar(found, "PUBLISH", name=f"Meetings, {organisation().name}")
    moments = [each.changed_at for each in found]
    tag = hashlib.sha256(text).hexdigest()[:32]
    return Feed(text, tag, max(*moments, feed.made_at, _invited_at(person)))


def _invited_at(person: Person) -> datetime:
    """When they were last invited, or not any more, which leaves nothing behind."""
    newest = history_of(Attendance).filter(person_id=person.pk)
    found: datetime | None = newest.aggregate(at=Max("pgh_created_at"))["at"]
    return found or EVER


def _events(person: Person) -> list[Event]:
    since = timezone.now() - BACK
    mine = Attendance.objects.filter(person=person, is_invited=True)
    keys = set(mine.values_list("meeting_id", flat=True))
    series = list(_series(person, since))
    rows = Meeting.objects.filter(
        Q(series__in=[each.pk for each in series])
        | Q(pk__in=keys, starts_at__gte=since)
        | Q(organised_by=person, starts_at__gte=since, series=None)
    ).select_related("organised_by", "series")
    by_series: dict[int, list[Meeting]] = defaultdict(list)
    alone: list[Meeting] = []
    known = {each.pk for each in series}
    for row in rows.order_by("starts_at", "pk"):
        if row.series_id in known:
            by_series[row.series_id or 0].append(row)
        else:
            alone.append(row)
    return [
        *(event for each in series for event in _of(each, by_series, keys, person)),
        *(one(row) for row in alone),
        *kickoff_events(_kickoffs(person, since)),
    ]


def _kickoffs(person: Person, since: datetime) -> Iterable[Kickoff]:
    """Those that have their day and that they lead, sponsor or take part in."""
    found = of_person(with_a_day(Kickoff.objects.all()), person)
    return found.filter(held_on__gte=since.date()).select_related("initiative__lead")


def _series(person: Person, since: datetime) -> Iterable[MeetingSeries]:
    """Those they are invited to or organise, and that go on or ended lately."""
    day = since.date()
    mine = MeetingSeries.objects.filter(people=person)
    found = MeetingSeries.objects.filter(Q(pk__in=mine) | Q(organised_by=person))
    lately = Q(until_on=None) | Q(until_on__gte=day)
    return found.filter(lately).select_related("organised_by").order_by("pk")


def _of(
    series: MeetingSeries,
    by_series: dict[int, list[Meeting]],
    keys: set[int],
    person: Person,
) -> list[Event]:
    rows = by_series[series.pk]
    is_theirs = person.pk == series.organised_by_id
    without = set() if is_theirs else {row.pk for row in rows} - keys
    return whole_of(series, rows, without)
