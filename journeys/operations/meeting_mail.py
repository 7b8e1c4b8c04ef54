"""Letters about meetings, each with what the reader's calendar understands of it."""

from collections.abc import Iterable
from typing import Literal

from django.utils import timezone

from alignment.people.models import Letter, Person
from journeys.calendars import events
from journeys.calendars.writing import Event, Method, calendar
from journeys.models import Meeting, MeetingSeries

What = Literal["invited", "changed", "cancelled", "uninvited"]
METHODS: dict[What, Method] = {
    "invited": "REQUEST",
    "changed": "REQUEST",
    "cancelled": "CANCEL",
    "uninvited": "CANCEL",
}
REPEATS = {
    MeetingSeries.Repeat.WEEKLY: "every week",
    MeetingSeries.Repeat.FORTNIGHTLY: "every two weeks",
    MeetingSeries.Repeat.MONTHLY: "every month",
}


def tell_of_meeting(
    meeting: Meeting, what: What, to: Iterable[Person], *, by: Person
) -> None:
    """Tell people of one meeting. Within its transaction: each letter is one row.

    Of what is over already nobody is told: it was written down afterwards.
    """
    if meeting.ends_at < timezone.now():
        return
    gone = METHODS[what] == "CANCEL"
    readers = _readers(to, by=by, organiser=meeting.organised_by)
    invited = readers if gone else _invited(meeting)
    found = [events.one(meeting, invited=invited, cancelled=gone)]
    _post(meeting, what, readers, found, by=by)


def tell_of_series(
    series: MeetingSeries,
    first: Meeting,
    what: What,
    to: Iterable[Person],
    *,
    by: Person,
) -> None:
    """Tell people of a whole series; `first` is the meeting the letter speaks of."""
    gone = METHODS[what] == "CANCEL"
    readers = _readers(to, by=by, organiser=series.organised_by)
    invited = readers if gone else list(series.people.all())
    found = events.whole(series, invited=invited, cancelled=gone)
    _post(first, what, readers, found[:1] if gone else found, by=by, series=series)


def _readers(
    people: Iterable[Person], *, by: Person, organiser: Person
) -> list[Person]:
    """Who is here, but for who did it, and who organises it: theirs is the feed."""
    return [one for one in people if one.is_active and one not in {by, organiser}]


def _invited(meeting: Meeting) -> list[Person]:
    invited = meeting.attendances.filter(is_invited=True, person__is_active=True)
    return [each.person for each in invited.select_related("person")]


def _post(
    meeting: Meeting,
    what: What,
    readers: list[Person],
    found: list[Event],
    *,
    by: Person,
    series: MeetingSeries | None = None,
) -> None:
    text = calendar(found, METHODS[what]).decode()
    words = {
        "what": what,
        "title": meeting.title,
        "when": events.when(meeting),
        "place": meeting.place,
        "agenda": meeting.agenda,
        "because": meeting.cancelled_because,
        "by": by.name,
        "pk": meeting.pk,
        "repeats": REPEATS[MeetingSeries.Repeat(series.repeat)] if series else "",
    }
    for reader in readers:
        Letter.objects.post(
            "mail/meeting",
            to=[reader.email],
            words=words,
            person=reader,
            calendar=text,
        )
