"""What people are told of meetings, by mail with what their calendars understand."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from django.utils import timezone

from alignment.actions.models import News, NewsLetter
from alignment.actions.operations.notify import notify
from alignment.people.models import Person
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
KINDS: dict[What, str] = {
    "invited": "meeting-invited",
    "changed": "meeting-changed",
    "cancelled": "meeting-cancelled",
    "uninvited": "meeting-cancelled",
}
SAID: dict[What, str] = {
    "invited": "{by} invites you to “{title}”",
    "changed": "{by} has changed “{title}”",
    "cancelled": "{by} has cancelled “{title}”",
    "uninvited": "“{title}” takes place without you",
}
REPEATS = {
    MeetingSeries.Repeat.WEEKLY: "every week",
    MeetingSeries.Repeat.FORTNIGHTLY: "every two weeks",
    MeetingSeries.Repeat.MONTHLY: "every month",
}


def tell_of_meeting(
    meeting: Meeting, what: What, to: Iterable[Person], *, by: Person
) -> None:
    """Tell people of one meeting, as each has chosen. Within its transaction.

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
    """Tell them once of this version of it: its number is part of the key.

    Who organises it is told what others do to it, without what calendars read.
    """
    text = calendar(found, METHODS[what]).decode()
    repeats = REPEATS[MeetingSeries.Repeat(series.repeat)] if series else ""
    words = {
        "what": what,
        "title": meeting.title,
        "when": events.when(meeting),
        "place": meeting.place,
        "agenda": meeting.agenda,
        "because": meeting.cancelled_because,
        "by": by.name,
        "repeats": repeats,
    }
    of = series or meeting
    noun = "series" if series else "meeting"
    news = News(
        KINDS[what],
        key=f"{noun}-{what}-{of.pk}-{of.sequence}",
        words=SAID[what].format(by=by, title=meeting.title),
        detail=_detail(meeting, repeats),
        url=meeting.get_absolute_url(),
        by=by,
        letter=NewsLetter("mail/meeting", words, text),
    )
    notify(news, to=readers)
    if what in {"changed", "cancelled"}:
        notify(replace(news, letter=NewsLetter()), to=[of.organised_by])


def _detail(meeting: Meeting, repeats: str) -> str:
    """When and where, and why not; a line each."""
    when = ", ".join(filter(None, (events.when(meeting), repeats)))
    lines = (meeting.cancelled_because, when, meeting.place)
    return "\n".join(filter(None, lines))
