"""Writing iCalendar (RFC 5545) and the invitations of it (RFC 5546).

Times stand in the zone of their wall clock, with the zone's own rules beside them: who
reads a rule that recurs must know when clocks change there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress, vRecur, vText
from icalendar import Event as Component

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
MAKER = "-//Alignment//Meetings//EN"
REFRESH, DAY = timedelta(hours=1), timedelta(days=1)
LAST_DAY = date(2038, 1, 1)
"""Until when changes of clocks are written down."""


@dataclass(frozen=True)
class Party:
    name: str
    mail: str


@dataclass(frozen=True)
class Event:
    """One event, or with a `rule` a series of them. Moments are aware.

    With `recurs_at` it is the one of a series that its rule gives for that moment.
    `left_out` are moments that the rule gives and at which there is none. One that
    `is_day` takes its whole day and keeps nobody busy; `is_planned`: it may be moved.
    """

    uid: str
    sequence: int
    changed_at: datetime
    title: str
    starts_at: datetime
    minutes: int
    zone: str
    place: str = ""
    about: str = ""
    url: str = ""
    organiser: Party | None = None
    invited: tuple[Party, ...] = ()
    rule: str = ""
    recurs_at: datetime | None = None
    left_out: tuple[datetime, ...] = ()
    is_cancelled: bool = False
    is_day: bool = False
    is_planned: bool = False


def calendar(events: Iterable[Event], method: Method, *, name: str = "") -> bytes:
    """The text of a calendar, in UTF-8; the same events are the same bytes."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    if name:
        made.add("x-wr-calname", name)
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "PT1H")
    first = LAST_DAY
    for event in events:
        first = min(first, event.starts_at.date().replace(month=1, day=1))
        made.add_component(_component(event))
    made.add_missing_timezones(first_date=first, last_date=LAST_DAY)
    return bytes(made.to_ical())


def _component(event: Event) -> Component:
    made = Component()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.changed_at.replace(microsecond=0))
    made.add("summary", event.title)
    _add_times(made, event)
    planned = "TENTATIVE" if event.is_planned else "CONFIRMED"
    made.add("status", "CANCELLED" if event.is_cancelled else planned)
    for key, value in (
        ("location", event.place),
        ("description", event.about),
        ("url", event.url),
    ):
        if value:
            made.add(key, value)
    if event.organiser:
        made.add("organizer", _address(event.organiser))
    for party in event.invited:
        made.add("attendee", _invited(party), encode=False)
    return made


def _add_times(made: Component, event: Event) -> None:
    zone = ZoneInfo(event.zone)
    starts = event.starts_at.astimezone(zone)
    if event.is_day:
        made.add("dtstart", starts.date())
        made.add("dtend", starts.date() + DAY)
        made.add("transp", "TRANSPARENT")
    else:
        ends = event.starts_at + timedelta(minutes=event.minutes)
        made.add("dtstart", starts)
        made.add("dtend", ends.astimezone(zone))
    if event.recurs_at:
        made.add("recurrence-id", event.recurs_at.astimezone(zone))
    if event.rule:
        made.add("rrule", vRecur.from_ical(event.rule))
    if event.left_out:
        made.add("exdate", [each.astimezone(zone) for each in event.left_out])


def _address(party: Party, **said: str) -> Any:
    made = vCalAddress(f"mailto:{party.mail}")
    made.params["CN"] = vText(party.name)
    for name, value in said.items():
        made.params[name] = vText(value)
    return made


def _invited(party: Party) -> Any:
    return _address(party, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="TRUE")
