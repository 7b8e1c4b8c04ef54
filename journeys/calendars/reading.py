"""Reading when somebody is busy out of a calendar: from and until, nothing else.

Runs in a process of its own (reader.py): what recurs is worked out by a library that a
rule made to harm would keep busy for ever.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, vDDDTypes
from icalendar.cal.component import Component
from recurring_ical_events import of

BYTES = 5 * 2**20
COMPONENTS = 20_000
INTERVALS = 5_000
FOLDED = re.compile(rb"\r?\n[ \t]")
"""Where a long line goes on in the next."""
TOO_OFTEN = re.compile(
    rb"FREQ=(?:SECONDLY|MINUTELY)|INTERVAL=0+(?!\d)|BY(?:MINUTE|SECOND)=\d+(?:,\d+){4}"
)
LONG_AGO = 1900
"""What recurs since before that year is a mistake: all of it would be worked out."""
Interval = tuple[datetime, datetime]


class Unreadable(Exception):
    """It cannot be read; the message says why, and what to do."""


@dataclass(frozen=True)
class Window:
    """Busy times are wanted from `first` to `last`; days and times without a zone are
    those of `zone`."""

    first: datetime
    last: datetime
    zone: str


def busy_times(data: bytes, window: Window) -> list[Interval]:
    """Intervals in order that do not touch each other. Raises Unreadable."""
    _look_over(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [*_intervals(_parsed(data), window)]
    clipped = (
        (max(first, window.first), min(last, window.last)) for first, last in found
    )
    joined = _joined(each for each in clipped if each[0] < each[1])
    if len(joined) > INTERVALS:
        raise Unreadable(
            f"It holds more than {INTERVALS:,} busy times in the next months. Choose"
            " a calendar of one person."
        )
    return joined


def why_none(data: bytes) -> str:
    """Why a calendar that can be read keeps nobody busy."""
    if b"BEGIN:VEVENT" in data.upper():
        return (
            "It holds no event from today on that keeps you busy, so you count as free."
        )
    return "It holds no event, so you count as free. Did you export the right calendar?"


def _look_over(data: bytes) -> None:
    if not data.strip():
        raise Unreadable("It is empty. Export it again.")
    if len(data) > BYTES:
        raise Unreadable("It is larger than 5 MB. Export the next months only.")
    said = FOLDED.sub(b"", data).upper()
    if b"BEGIN:VCALENDAR" not in said:
        raise Unreadable("It is no calendar. Export it as iCalendar, a file in .ics.")
    if TOO_OFTEN.search(said):
        raise Unreadable(
            "Something in it comes again every minute or second. Take that out, and"
            " export it again."
        )
    if said.count(b"BEGIN:") > COMPONENTS:
        raise Unreadable(
            f"It holds more than {COMPONENTS:,} entries. Export the next months only."
        )


def _parsed(data: bytes) -> list[Component]:
    try:
        return list(Calendar.from_ical(data, multiple=True))
    except Exception as error:  # whatever a damaged file makes of the parser
        raise Unreadable("It is damaged. Export it again.") from error


def _intervals(calendars: Iterable[Component], window: Window) -> Iterator[Interval]:
    for calendar in calendars:
        calendar.subcomponents = [
            part for part in calendar.subcomponents if _has_a_place(part)
        ]
        try:
            events = of(calendar, skip_bad_series=True).between(
                window.first, window.last
            )
            for event in events:
                yield from _of_event(event, window)
            for part in calendar.walk("VFREEBUSY"):
                yield from _of_free_busy(part, window)
        except Exception as error:
            raise Unreadable(
                "Something in it makes no sense. Export it again, or without what is"
                " years ago."
            ) from error


def _has_a_place(part: Any) -> bool:
    """An event that begins at no moment, or at several, keeps nobody busy; nor does
    one that is said to recur since long ago."""
    begins = part.get("DTSTART")
    has_one = isinstance(begins, vDDDTypes) and isinstance(begins.dt, date)
    if has_one and part.name == "VEVENT" and "RRULE" in part:
        return bool(begins.dt.year >= LONG_AGO)
    return has_one or part.name != "VEVENT"


def _of_event(event: Any, window: Window) -> Iterator[Interval]:
    """What is cancelled, or marked as free, keeps nobody busy."""
    status, shows = str(event.get("STATUS", "")), str(event.get("TRANSP", ""))
    if status.upper() == "CANCELLED" or shows.upper() == "TRANSPARENT":
        return
    first, last = event.get("DTSTART"), event.get("DTEND")
    if first is None:
        return
    begins = _moment(first.dt, window)
    if last is not None:
        yield begins, _moment(last.dt, window)
    elif event.get("DURATION") is not None:
        yield begins, begins + event["DURATION"].dt
    elif not isinstance(first.dt, datetime):
        yield begins, begins + timedelta(days=1)


def _of_free_busy(part: Any, window: Window) -> Iterator[Interval]:
    said = part.get("FREEBUSY", [])
    for each in said if isinstance(said, list) else [said]:
        if str(each.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        periods = each.dts if hasattr(each, "dts") else [each]
        for period in periods:
            first, last = period.dt
            begins = _moment(first, window)
            is_length = isinstance(last, timedelta)
            yield begins, begins + last if is_length else _moment(last, window)


def _moment(value: Any, window: Window) -> datetime:
    """A moment that knows its zone; a day begins at midnight."""
    if not isinstance(value, datetime):
        value = datetime.combine(_day(value), time())
    if value.tzinfo is None:
        value = value.replace(tzinfo=ZoneInfo(window.zone))
    return value.astimezone(ZoneInfo("UTC"))  # type: ignore[no-any-return]


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    raise ValueError(value)


def _joined(found: Iterable[Interval]) -> list[Interval]:
    """In order, those that touch or overlap as one."""
    joined: list[Interval] = []
    for first, last in sorted(found):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined
