"""Busy times: read from any calendar or refused with a sentence; they block nothing."""

import socket
from datetime import UTC, datetime, timedelta
from http.client import HTTPMessage
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from journeys.calendars import address
from journeys.calendars.child import read_apart
from journeys.calendars.reading import Unreadable, Window, busy_times
from journeys.models import BusyCalendar, BusyTime
from journeys.operations import busy_calendar as operations
from journeys.tasks import read_busy_calendars
from tests.journeys.meetings import arrange, moment

pytestmark = pytest.mark.capability("C06")
PAGE = "/meetings/calendar/"
REAL = Path("/work/shared/data/ics")
FIRST = datetime(2026, 11, 1, tzinfo=UTC)
WINDOW = Window(FIRST, FIRST + timedelta(days=183), "Europe/London")


def calendar(*lines):
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN"]
    return "\r\n".join([*head, *lines, "END:VCALENDAR", ""]).encode()


def event(*lines):
    return ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20261101T000000Z", *lines, "END:VEVENT"]


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


@pytest.fixture
def omars(client, omar):
    client.force_login(omar)
    return client


def file(*lines, name="omar.ics"):
    return SimpleUploadedFile(name, calendar(*lines))


def at(start, minutes=60):
    utc = start.astimezone(UTC)
    return event(
        f"DTSTART:{utc:%Y%m%dT%H%M%SZ}", f"DURATION:PT{minutes}M", "SUMMARY:Dentist"
    )


@pytest.mark.django_db
def test_busy_file_tells_who_is_busy_and_blocks_nothing(
    omars, browser, petra, omar, olga
):
    omars.post(f"{PAGE}file/", {"file": file(*at(moment(3)))})
    data = {
        "title": "Walk through",
        "kind": "review",
        "on": moment(3).date(),
        "at": "10:30",
        "minutes": 30,
        "product_people": [petra.pk],
        "ops_people": [omar.pk, olga.pk],
    }

    said = browser(petra).post("/meetings/check/", data).text
    later = browser(petra).post("/meetings/check/", data | {"at": "11:00"}).text
    made = browser(petra).post("/meetings/add/", data)

    assert "Omar is busy then." in said
    assert "Olga" not in said
    assert "busy" not in later
    assert made.status_code == 302
    assert "Dentist" not in str(list(BusyTime.objects.values()))
    assert "1 busy time in the next months" in " ".join(omars.get(PAGE).text.split())


@pytest.mark.django_db
def test_busy_is_who_has_another_meeting_here(petras, petra, omar):
    made = arrange(petra, [omar], starts_at=moment(3))
    data = {"on": moment(3).date(), "at": "10:15", "minutes": 30}

    other = petras.post("/meetings/check/", data | {"ops_people": [omar.pk]}).text
    same = petras.post(
        "/meetings/check/", data | {"ops_people": [omar.pk], "but": made.pk}
    ).text

    assert "Omar is busy then." in other
    assert "busy" not in same


@pytest.mark.django_db
def test_busy_file_sent_wrongly_says_so_and_keeps_what_there_was(omars):
    omars.post(f"{PAGE}file/", {"file": file(*at(moment(3)))})

    wrong = omars.post(f"{PAGE}file/", {"file": SimpleUploadedFile("a.ics", b"no")})
    none = omars.post(f"{PAGE}file/")

    assert (wrong.status_code, none.status_code) == (422, 422)
    assert "It is no calendar." in wrong.text
    assert "Choose a calendar file." in none.text
    assert BusyTime.objects.count() == 1
    omars.post(f"{PAGE}forget/")
    assert not BusyCalendar.objects.exists()


@pytest.mark.django_db
def test_busy_address_is_sealed_and_read_by_the_job(omars, omar, monkeypatch):
    given = "webcal://calendar.example.com/private-secret/basic.ics"
    asked = []

    def fetch(url):
        asked.append(url)
        return calendar(*at(moment(3)))

    monkeypatch.setattr(operations, "fetch", fetch)
    response = omars.post(f"{PAGE}follow/", {"address": given})
    row = str(BusyCalendar.objects.values().get())
    waiting = omars.get(PAGE).text
    read_busy_calendars()
    read_busy_calendars()

    assert response.status_code == 302
    assert "secret" not in row
    assert "calendar.example.com is being read." in waiting
    assert asked == [given.replace("webcal", "https")]
    kept = BusyCalendar.objects.get()
    assert kept.times.count() == 1
    assert kept.due_at
    assert kept.due_at > timezone.now() + timedelta(minutes=55)


@pytest.mark.django_db
def test_busy_address_that_fails_says_so_and_keeps_what_there_was(
    omars, omar, monkeypatch
):
    omars.post(f"{PAGE}file/", {"file": file(*at(moment(3)))})
    omars.post(f"{PAGE}follow/", {"address": "https://calendar.example.com/a.ics"})

    def fetch(url):
        raise Unreadable("calendar.example.com answered 404.")

    monkeypatch.setattr(operations, "fetch", fetch)
    read_busy_calendars()

    assert "calendar.example.com answered 404." in omars.get(PAGE).text
    assert BusyTime.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("http://calendar.example.com/a.ics", "it begins with https://"),
        ("file:///etc/passwd", "it begins with https://"),
        ("ftp://calendar.example.com/", "it begins with https://"),
        ("https://", "it begins with https://"),
        ("https://me:word@calendar.example.com/", "Leave name and password out"),
        ("https://calendar.example.com:8443/", "only 443 is asked"),
        ("https://calendar.example.com:x/", "it begins with https://"),
        ("https://calendar.example.com/a\r\nHost: b", "it begins with https://"),
    ],
)
@pytest.mark.django_db
def test_busy_address_of_another_kind_is_refused(given, sentence, omars):
    response = omars.post(f"{PAGE}follow/", {"address": given})

    assert response.status_code == 422
    assert sentence in response.text
    assert not BusyCalendar.objects.exists()


PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("0.1.2.3", "100.64.0.1", "224.0.0.1", "255.255.255.255"),
    *("::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"),
    *("2002:7f00:1::", "::"),
]


def answering(monkeypatch, *addresses):
    """Every name is known by these addresses."""
    found = [(None, None, None, "", (each, 443)) for each in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("private", PRIVATE)
def test_busy_address_behind_which_is_no_public_one_is_not_asked(private, monkeypatch):
    answering(monkeypatch, "93.184.215.14", private)
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("asked"))

    with pytest.raises(Unreadable, match="is not on the public internet"):
        address.fetch("https://calendar.example.com/a.ics")


class Answer:
    """What a server says, piece by piece."""

    def __init__(self, status=200, pieces=()):
        self.status, self.pieces = status, list(pieces)
        self.headers = HTTPMessage()

    def read1(self, _):
        return self.pieces.pop(0) if self.pieces else b""


@pytest.fixture
def serve(monkeypatch):
    """Have a public server answer; what it was asked is noted."""
    asked = []

    def with_(answer):
        answering(monkeypatch, "93.184.215.14")
        monkeypatch.setattr(
            address.Pinned,
            "request",
            lambda self, *said, **_: asked.append((self.address, self.host, *said)),
        )
        monkeypatch.setattr(address.Pinned, "getresponse", lambda _: answer)
        return asked

    return with_


def test_busy_address_is_asked_where_it_was_looked_up(serve):
    asked = serve(Answer(pieces=[b"BEGIN:", b"VCALENDAR"]))

    found = address.fetch("https://calendar.example.com/a.ics?key=1")

    assert found == b"BEGIN:VCALENDAR"
    assert asked == [
        ("93.184.215.14", "calendar.example.com", "GET", "/a.ics?key=1"),
    ]


@pytest.mark.parametrize("status", [301, 302, 307, 401, 404, 500])
def test_busy_address_that_leads_on_or_refuses_is_not_followed(status, serve):
    asked = serve(Answer(status))

    with pytest.raises(Unreadable, match=f"answered {status}"):
        address.fetch("https://calendar.example.com/a.ics")
    assert len(asked) == 1


def test_busy_address_that_sends_without_end_is_left(serve, monkeypatch):
    serve(Answer(pieces=[b"x" * 2**20] * 6))
    with pytest.raises(Unreadable, match="larger than 5 MB"):
        address.fetch("https://calendar.example.com/a.ics")

    serve(Answer(pieces=[b"x"] * 9))
    monkeypatch.setattr(address, "ALL_SECONDS", -1)
    with pytest.raises(Unreadable, match="takes too long"):
        address.fetch("https://calendar.example.com/a.ics")


def test_busy_address_nobody_answers_at_is_said(monkeypatch):
    answering(monkeypatch, "93.184.215.14")

    def refuse(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(Unreadable, match=r"could not be read\. Try again later\."):
        address.fetch("https://calendar.example.com/a.ics")
