"""A person's calendar at an address: who reads it, and what stands in it."""

from datetime import timedelta

import pytest
import recurring_ical_events
import vobject
from django.utils import timezone
from icalendar import Calendar

from alignment.versions import history_of, version_of
from journeys.models import Attendance, CalendarFeed, Meeting
from journeys.operations.meeting import cancel_meeting, change_meeting
from tests import make
from tests.journeys.meetings import LONDON, arrange, held, moment, plan, weekly
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]
PAGE = "/meetings/calendar/"


@pytest.fixture
def feed(omar):
    return CalendarFeed.path(CalendarFeed.renew(omar))


def events(client, feed):
    return Calendar.from_ical(client.get(feed).content).walk("VEVENT")


def test_feed_is_made_shown_once_renewed_and_ended(petras, petra, client):
    made = petras.post(f"{PAGE}renew/").context["address"]
    path = made.partition("8000")[2]
    again = petras.get(PAGE).text
    read = [client.get(path).status_code]
    other = petras.post(f"{PAGE}renew/").context["address"].partition("8000")[2]
    read += [client.get(path).status_code, client.get(other).status_code]
    petras.post(f"{PAGE}end/")
    read.append(client.get(other).status_code)

    assert read == [200, 404, 200, 404]
    assert path not in again
    assert "Make a new address" in again
    assert not CalendarFeed.objects.exists()


def test_feed_leaves_the_address_of_the_page_as_it_is(petras):
    part = petras.post(f"{PAGE}renew/", headers={"HX-Request": "true"})
    back = petras.get(f"{PAGE}renew/")

    assert "<html" not in part.text
    assert "/calendar/" in part.text.partition("<textarea")[2].partition("<")[0]
    assert "HX-Push-Url" not in part.headers
    assert "no-store" in part.headers["Cache-Control"]
    assert (back.status_code, back.headers["Location"]) == (302, PAGE)
    assert CalendarFeed.objects.count() == 1


def test_feed_keeps_its_token_hashed(omar):
    token = CalendarFeed.renew(omar)

    row = str(CalendarFeed.objects.values().get())
    assert len(token) == 43
    assert token not in row


@pytest.mark.parametrize("token", ["x", "x" * 43, "%2e%2e", "a/b"])
def test_feed_of_a_wrong_token_is_not_found_like_any_other(token, client, feed):
    wrong = client.get(f"/calendar/{token}.ics")
    nowhere = client.get("/calendar/.ics")

    assert wrong.status_code == nowhere.status_code == 404
    assert client.get(feed).status_code == 200


def test_feed_of_somebody_who_left_is_not_found(client, omar, feed):
    omar.is_active = False
    omar.save()

    assert client.get(feed).status_code == 404


def test_feed_is_read_without_signing_in_and_asked_again_cheaply(client, feed, petra):
    first = client.get(feed)
    same = client.get(feed, headers={"If-None-Match": first["ETag"]})
    since = client.get(feed, headers={"If-Modified-Since": first["Last-Modified"]})
    arrange(petra, [CalendarFeed.objects.get().person])
    changed = client.get(feed, headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert (same.status_code, since.status_code) == (304, 304)
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert client.head(feed).status_code == 200
    assert client.post(feed).status_code == 405
    assert "no-store" in first["Cache-Control"]


def test_feed_asked_since_when_tells_of_what_is_gone(client, feed, petra, omar, olga):
    """Programs that know no tags ask by time alone."""
    made = arrange(petra, [omar])
    ago = timezone.now() - timedelta(hours=2)
    Meeting.objects.update(changed_at=ago)
    CalendarFeed.objects.update(made_at=ago)
    history_of(Attendance).update(pgh_created_at=ago)
    first = client.get(feed)
    asked = {"If-Modified-Since": first["Last-Modified"]}
    before = client.get(feed, headers=asked).status_code

    change_meeting(
        meeting=made,
        plan=plan([olga], starts_at=made.starts_at),
        seen=version_of(made),
        by=petra,
    )

    assert before == 304
    assert client.get(feed, headers=asked).status_code == 200


def test_feed_holds_mine_and_nobody_elses(client, feed, petra, omar, olga):
    arrange(petra, [omar], title="Invited")
    arrange(omar, [petra], title="Arranged")
    arrange(petra, [olga], title="Not mine")
    held(petra, omar, title="Lately", days=-20)
    held(petra, omar, title="Long ago", days=-120)
    gone = arrange(petra, [omar], title="Gone")
    cancel_meeting(meeting=gone, because="", by=petra)

    found = {str(each["SUMMARY"]): str(each["STATUS"]) for each in events(client, feed)}

    assert found == {
        "Invited": "CONFIRMED",
        "Arranged": "CONFIRMED",
        "Lately": "CONFIRMED",
        "Gone": "CANCELLED",
    }
    text = client.get(feed).content.decode()
    assert {str(each.summary.value) for each in vobject.readOne(text).vevent_list} == (
        set(found)
    )
    assert "ATTENDEE" not in text


@pytest.fixture
def changed(settings, petra, omar):
    """A series across a change of clocks: the 2nd moved, the 3rd cancelled, omar not
    in the 4th."""
    settings.TIME_ZONE = "Europe/London"
    timezone.activate("Europe/London")
    first = weekly(petra, [petra, omar], starts_at=moment(1).replace(hour=9))
    rows = list(first.series.meetings.all())
    change_meeting(
        meeting=rows[1],
        plan=plan([petra, omar], starts_at=rows[1].starts_at + timedelta(hours=3)),
        seen=version_of(rows[1]),
        by=petra,
    )
    cancel_meeting(meeting=rows[2], because="", by=petra)
    change_meeting(
        meeting=rows[3],
        plan=plan([petra], starts_at=rows[3].starts_at),
        seen=version_of(rows[3]),
        by=petra,
    )
    yield rows
    timezone.deactivate()


def test_feed_of_a_series_is_its_rule_and_what_differs(client, feed, changed):
    master, *others = events(client, feed)

    assert master["RRULE"]["FREQ"] == ["WEEKLY"]
    assert [each.dt for each in master["EXDATE"].dts] == [changed[3].recurs_at]
    assert [(each["RECURRENCE-ID"].dt, str(each["STATUS"])) for each in others] == [
        (changed[1].recurs_at, "CONFIRMED"),
        (changed[2].recurs_at, "CANCELLED"),
    ]
    assert {str(each["UID"]) for each in (master, *others)} == {
        str(changed[0].series.uid)
    }


def test_feed_of_a_series_is_read_as_its_rows_are(client, feed, changed):
    """By a reader that works the rule out, far past the change of clocks."""
    calendar = Calendar.from_ical(client.get(feed).content)
    mine = [each for each in changed if each not in (changed[2], changed[3])]

    found = recurring_ical_events.of(calendar).between(
        changed[0].starts_at, changed[-1].ends_at
    )

    stand = [each for each in found if str(each["STATUS"]) != "CANCELLED"]
    assert sorted(each["DTSTART"].dt for each in stand) == [
        each.starts_at for each in mine
    ]
    offsets = {each["DTSTART"].dt.astimezone(LONDON).utcoffset() for each in stand}
    assert len(offsets) == 2
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"


def test_feed_of_one_invited_to_a_single_one_holds_that(client, petra, olga, changed):
    change_meeting(
        meeting=changed[4],
        plan=plan([petra, olga], starts_at=changed[4].starts_at),
        seen=version_of(changed[4]),
        by=petra,
    )

    [event] = events(client, CalendarFeed.path(CalendarFeed.renew(olga)))

    assert event["RECURRENCE-ID"].dt == event["DTSTART"].dt == changed[4].starts_at


def test_feed_holds_the_days_of_my_kickoffs(client, scheduled, leo, omar, petra):
    scheduled.deputy = omar
    scheduled.write()
    feeds = [CalendarFeed.path(CalendarFeed.renew(each)) for each in (leo, petra, omar)]
    others = CalendarFeed.path(
        CalendarFeed.renew(make.person("Olga Stein", omar.teams.get()))
    )

    for each in feeds:
        [found] = events(client, each)
        assert found["SUMMARY"] == "Kickoff: QR labels"
        assert found.decoded("DTSTART") == scheduled.held_on
        assert (found["STATUS"], found["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert events(client, others) == []


def test_feed_takes_the_same_queries_for_thirty(client, feed, petra, omar):
    arrange(petra, [omar])
    weekly(petra, [omar], count=2)

    def grow():
        for number in range(15):
            arrange(petra, [omar], title=f"More {number}")
            weekly(petra, [omar], count=2, title=f"Again {number}")

    assert_same_queries(client, feed, grow)


def test_feed_ends_for_good_when_its_person_leaves(client, omar, ada, feed):
    omar.deactivate(by=ada)
    omar.reactivate(by=ada)

    old = client.get(feed).status_code
    new = client.get(CalendarFeed.path(CalendarFeed.renew(omar))).status_code

    assert (old, new) == (404, 200)
    assert history_of(CalendarFeed).filter(pgh_label="delete").count() == 1
