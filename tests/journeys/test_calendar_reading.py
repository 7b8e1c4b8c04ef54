"""Busy times: read from any calendar, or refused with a sentence."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journeys.calendars.child import read_apart
from journeys.calendars.reading import Unreadable, Window, busy_times
from tests.journeys.icalendars import calendar, event

pytestmark = pytest.mark.capability("C06")
REAL = Path("/work/shared/data/ics")
FIRST = datetime(2026, 11, 1, tzinfo=UTC)
WINDOW = Window(FIRST, FIRST + timedelta(days=183), "Europe/London")


def spans(data, window=WINDOW):
    """Intervals as texts of UTC."""
    return [
        f"{first:%m-%d %H:%M}-{last:%m-%d %H:%M}"
        for first, last in busy_times(data, window)
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["DTSTART:20261110T090000Z", "DTEND:20261110T100000Z"],
            ["11-10 09:00-11-10 10:00"],
        ),
        (["DTSTART:20261110T090000Z", "DURATION:PT90M"], ["11-10 09:00-11-10 10:30"]),
        (["DTSTART;VALUE=DATE:20261110"], ["11-10 00:00-11-11 00:00"]),
        (
            ["DTSTART:20270401T090000", "DTEND:20270401T100000"],
            ["04-01 08:00-04-01 09:00"],
        ),
        (["DTSTART:20261110T090000Z"], []),
        (["DTSTART:20260110T090000Z", "DURATION:PT1H"], []),
        (["DTSTART:20261110T090000Z", "DURATION:PT1H", "STATUS:CANCELLED"], []),
        (["DTSTART:20261110T090000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"], []),
        (["DTSTART:20261031T230000Z", "DURATION:PT2H"], ["11-01 00:00-11-01 01:00"]),
    ],
)
def test_busy_times_are_those_that_are_neither_free_nor_cancelled(lines, found):
    assert spans(calendar(*event(*lines))) == found


def test_busy_times_recur_across_a_change_of_clocks():
    lines = event(
        "DTSTART;TZID=Europe/London:20270322T100000",
        "DTEND;TZID=Europe/London:20270322T103000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/London:20270405T100000",
    )

    assert spans(calendar(*lines)) == [
        "03-22 10:00-03-22 10:30",
        "03-29 09:00-03-29 09:30",
        "04-12 09:00-04-12 09:30",
    ]


def test_busy_times_that_touch_are_one():
    one = event("DTSTART:20261110T090000Z", "DURATION:PT1H")
    other = event("DTSTART:20261110T100000Z", "DURATION:PT1H")
    other[1] = "UID:2"

    assert spans(calendar(*one, *other)) == ["11-10 09:00-11-10 11:00"]


def test_busy_times_said_as_such_are_read():
    lines = [
        *("BEGIN:VFREEBUSY", "UID:1", "DTSTAMP:20261101T000000Z"),
        "FREEBUSY:20261110T090000Z/PT1H,20261111T090000Z/20261111T093000Z",
        "FREEBUSY;FBTYPE=FREE:20261112T090000Z/PT1H",
        "END:VFREEBUSY",
    ]

    assert spans(calendar(*lines)) == [
        "11-10 09:00-11-10 10:00",
        "11-11 09:00-11-11 09:30",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "It is empty."),
        (b"%PDF-1.7", "It is no calendar."),
        (b"BEGIN:VCALENDAR" + b"x" * 6_000_000, "It is larger than 5 MB."),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 20_001, "more than 20,000 entries"),
    ],
)
def test_busy_times_of_what_is_no_calendar_are_refused_in_words(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        busy_times(data, WINDOW)


SIXTY = ",".join(str(each) for each in range(60))
HOSTILE = {
    "every second since 1970": event(
        *("DTSTART:19700101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY")
    ),
    "every second, hidden": event(
        *("DTSTART:20261101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SE\r\n CONDLY")
    ),
    "each second of every hour": event(
        *("DTSTART:19000101T000000Z", "DURATION:PT1S"),
        f"RRULE:FREQ=HOURLY;BYMINUTE={SIXTY};BYSECOND={SIXTY}",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_busy_times_of_a_rule_made_to_harm_end_in_a_sentence(what):
    with pytest.raises(Unreadable, match=r"[A-Z].*\."):
        read_apart(calendar(*HOSTILE[what]), WINDOW)


def test_busy_times_are_read_apart_as_they_are_read_here():
    data = calendar(*event("DTSTART:20261110T090000Z", "DURATION:PT1H"))

    assert read_apart(data, WINDOW) == busy_times(data, WINDOW)


@pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not there")
def test_busy_times_of_every_real_calendar_are_read_or_refused_in_words():
    """402 files of three libraries' own tests, many of them broken on purpose."""
    files, read, refused = sorted(REAL.rglob("*.ics")), 0, {}
    then = datetime(1997, 1, 1, tzinfo=UTC)
    long_ago = Window(then, then + timedelta(days=365), "Europe/London")
    for path in files:
        try:
            found = busy_times(path.read_bytes(), long_ago)
        except Unreadable as problem:
            refused[path.name] = str(problem)
            continue
        read += 1
        assert all(first < last for first, last in found), path.name
        ends, starts = [each[1] for each in found], [each[0] for each in found[1:]]
        assert all(a < b for a, b in zip(ends, starts, strict=False)), path.name

    assert len(files) == 402
    assert all(each.endswith(".") for each in refused.values())
    assert read > 320, refused
