"""Who is busy: from a file or an address; it is said, and blocks nothing."""

from datetime import UTC, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from journeys.calendars.reading import Unreadable
from journeys.models import BusyCalendar, BusyTime
from journeys.operations import busy_calendar as operations
from journeys.tasks import read_busy_calendars
from tests import make
from tests.journeys.icalendars import calendar, event
from tests.journeys.meetings import arrange, moment

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]
PAGE = "/meetings/calendar/"


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


def test_busy_is_who_has_another_meeting_here(petras, petra, omar):
    made = arrange(petra, [omar], starts_at=moment(3))
    data = {"on": moment(3).date(), "at": "10:15", "minutes": 30}

    other = petras.post("/meetings/check/", data | {"ops_people": [omar.pk]}).text
    same = petras.post(
        "/meetings/check/", data | {"ops_people": [omar.pk], "but": made.pk}
    ).text

    assert "Omar is busy then." in other
    assert "busy" not in same


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


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "It holds no event, so you count as free."),
        (
            event("DTSTART:20200101T100000Z", "DURATION:PT60M"),
            "It holds no event from today on that keeps you busy",
        ),
        (event("DTSTART:soon"), "It holds no event from today on that keeps you busy"),
    ],
)
def test_busy_file_without_busy_times_says_why(lines, why, omars):
    page = omars.post(f"{PAGE}file/", {"file": file(*lines)}, follow=True).text

    assert why in page
    assert "banner--info" in page
    assert "banner--success" not in page


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


@pytest.mark.django_db(transaction=True)
def test_busy_address_is_read_while_nothing_is_held(monkeypatch):
    """However long it takes: its person can let go of it, and nobody reads it twice."""
    omar = make.person("Omar Haddad", make.team("Care", "ops"))
    operations.follow_address(address="https://calendar.example.com/a.ics", by=omar)
    seen = []

    def fetch(url):
        seen.append(connection.in_atomic_block)
        assert BusyCalendar.objects.filter(due_at__gt=timezone.now()).exists()
        operations.forget_busy(by=omar)
        return calendar(*at(moment(3)))

    monkeypatch.setattr(operations, "fetch", fetch)
    read_busy_calendars()

    assert seen == [False]
    assert not BusyCalendar.objects.exists()


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
