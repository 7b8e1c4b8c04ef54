"""Invitations by mail, as two readers of calendars understand them."""

import itertools
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import recurring_ical_events
import vobject
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from alignment.people.models import Letter
from alignment.versions import version_of
from journeys.models import Meeting
from journeys.operations.meeting import cancel_meeting, change_meeting
from journeys.operations.meeting_series import Repeat, change_following, end_following
from tests.journeys.meetings import LONDON, arrange, held, moment, plan, weekly
from tests.people.letters import sent

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]


@pytest.fixture(autouse=True)
def _london(settings):
    settings.TIME_ZONE = "Europe/London"
    timezone.activate("Europe/London")
    yield
    timezone.deactivate()


def read(message):
    """Its calendar by icalendar and by vobject, and how the mail names its method."""
    whole = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    [part] = [
        each for each in whole.walk() if each.get_content_type() == "text/calendar"
    ]
    [file] = list(whole.iter_attachments())
    text = part.get_content().replace("\r\n", "\n")
    assert file.get_content().decode().replace("\r\n", "\n") == text
    return (
        Calendar.from_ical(text),
        vobject.readOne(text),
        part.get_content_type() and part["Content-Type"].params["method"],
    )


def wall(moment):
    """What the clock shows then; one of the readers knows the zone by name alone."""
    return moment.replace(tzinfo=None)


def local(moment):
    return moment.astimezone(LONDON)


def take():
    """What was sent since, by whom it is for."""
    del mail.outbox[:]
    return {each.to[0].split("@")[0]: each for each in sent()}


def test_invitation_is_an_event_that_both_readers_understand(petra, omar, leo):
    made = arrange(petra, [petra, omar, leo])

    letters = take()

    assert set(letters) == {"omar-haddad", "leo-brandt"}
    calendar, other, method = read(letters["omar-haddad"])
    [event] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == method == other.method.value == "REQUEST"
    assert event["UID"] == other.vevent.uid.value == str(made.uid)
    assert event["SEQUENCE"] == 0
    assert event["DTSTART"].dt == other.vevent.dtstart.value == made.starts_at
    assert event["DTSTART"].dt.tzinfo.key == "Europe/London"
    assert event["DTEND"].dt == other.vevent.dtend.value == made.ends_at
    assert event["SUMMARY"] == other.vevent.summary.value == made.title
    assert event["ORGANIZER"] == f"mailto:{petra.email}"
    invited = {str(each) for each in event["ATTENDEE"]}
    assert invited == {f"mailto:{who.email}" for who in (petra, omar, leo)}
    assert [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")] == [
        "Europe/London"
    ]
    assert "Room 4" in letters["omar-haddad"].body
    assert letters["omar-haddad"].subject.startswith("Listen to five calls, ")


def test_invitation_is_told_of_each_change_that_calendars_show(petra, omar, leo):
    made = arrange(petra, [omar])
    take()

    def change(people, **values):
        change_meeting(
            meeting=made,
            plan=plan(people, **{"starts_at": made.starts_at} | values),
            seen=version_of(made),
            by=petra,
        )
        return take()

    moved = change([omar], starts_at=made.starts_at + timedelta(hours=1))
    quiet = change([omar], kind="review")
    swapped = change([leo])

    calendar, _, method = read(moved["omar-haddad"])
    [event] = calendar.walk("VEVENT")
    assert (event["UID"], event["SEQUENCE"]) == (str(made.uid), 1)
    assert (method, event["DTSTART"].dt) == ("REQUEST", made.starts_at)
    assert quiet == {}
    assert set(swapped) == {"omar-haddad", "leo-brandt"}
    calendar, other, method = read(swapped["omar-haddad"])
    [event] = calendar.walk("VEVENT")
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)
    assert other.vevent.status.value == "CANCELLED"
    assert "without you" in swapped["omar-haddad"].body
    assert read(swapped["leo-brandt"])[2] == "REQUEST"


def test_invitation_is_taken_back_when_it_is_cancelled(petra, omar):
    made = arrange(petra, [omar])
    take()

    cancel_meeting(meeting=made, because="Nobody has time", by=petra)
    cancel_meeting(meeting=made, because="Nobody has time", by=petra)

    letters = take()
    calendar, _, method = read(letters["omar-haddad"])
    [event] = calendar.walk("VEVENT")
    assert (method, event["UID"], event["SEQUENCE"]) == ("CANCEL", str(made.uid), 1)
    assert "Nobody has time" in letters["omar-haddad"].body
    assert letters["omar-haddad"].subject.startswith("Cancelled: ")


def test_invitation_to_a_series_recurs_at_the_hour_of_the_wall(petra, omar):
    first = weekly(petra, [omar], starts_at=moment(1).replace(hour=9))

    calendar, other, method = read(take()["omar-haddad"])

    [event] = calendar.walk("VEVENT")
    rows = [each.starts_at for each in first.series.meetings.all()]
    assert (method, event["UID"]) == ("REQUEST", str(first.series.uid))
    found = itertools.islice(other.vevent.getrruleset(), len(rows))
    assert [wall(each) for each in found] == [wall(local(each)) for each in rows]
    between = recurring_ical_events.of(calendar).between(
        rows[0], rows[-1] + timedelta(hours=1)
    )
    assert [each["DTSTART"].dt for each in between] == rows
    assert {f"{each.astimezone(LONDON):%H:%M}" for each in rows} == {"09:00"}
    assert len({each.astimezone(LONDON).utcoffset() for each in rows}) == 2


def test_invitation_of_one_of_a_series_names_which_it_is(petra, omar):
    first = weekly(petra, [omar], count=3)
    second, third = first.series.meetings.all()[1:]
    take()

    change_meeting(
        meeting=second,
        plan=plan([omar], starts_at=second.starts_at + timedelta(hours=2)),
        seen=version_of(second),
        by=petra,
    )
    moved = read(take()["omar-haddad"])[0].walk("VEVENT")
    cancel_meeting(meeting=third, because="", by=petra)
    gone, _, method = read(take()["omar-haddad"])

    assert [each["RECURRENCE-ID"].dt for each in moved] == [second.recurs_at]
    assert [each["DTSTART"].dt for each in moved] == [second.starts_at]
    assert [each["UID"] for each in moved] == [str(first.series.uid)]
    [event] = gone.walk("VEVENT")
    assert (method, event["RECURRENCE-ID"].dt) == ("CANCEL", third.recurs_at)


def test_invitation_of_a_series_changed_later_ends_it_and_begins_another(
    petra, omar, leo
):
    first = weekly(petra, [omar])
    third = first.series.meetings.all()[2]
    take()

    change_following(
        meeting=third,
        plan=plan([omar, leo], starts_at=third.starts_at),
        repeat=Repeat("fortnight"),
        seen=version_of(third),
        by=petra,
    )

    del mail.outbox[:]
    of_omar = [read(each) for each in sent() if each.to[0].startswith("omar")]
    events = [calendar.walk("VEVENT")[0] for calendar, *_ in of_omar]
    assert [method for *_, method in of_omar] == ["REQUEST", "REQUEST"]
    assert [event["UID"] == str(first.series.uid) for event in events] == [1, 0]
    assert events[0]["RRULE"]["UNTIL"][0] < third.recurs_at
    assert events[0]["SEQUENCE"] == 1
    assert events[1]["RRULE"]["INTERVAL"] == [2]


@pytest.mark.parametrize(("place", "method"), [(0, "CANCEL"), (2, "REQUEST")])
def test_invitation_of_a_series_that_ends_says_so(place, method, petra, omar):
    first = weekly(petra, [omar])
    meeting = first.series.meetings.all()[place]
    take()

    end_following(meeting=meeting, because="", by=petra)

    calendar, _, said = read(take()["omar-haddad"])
    [event] = calendar.walk("VEVENT")
    assert (said, event["UID"]) == (method, str(first.series.uid))
    assert event["SEQUENCE"] == 1


def test_invitation_is_for_nobody_who_left_and_of_nothing_that_is_over(
    petra, omar, leo
):
    held(petra, petra, omar)
    assert take() == {}
    leo.is_active = False
    leo.save()
    arrange(petra, [leo, omar])

    assert set(take()) == {"omar-haddad"}


def test_invitation_row_holds_no_secret(petra, omar):
    arrange(petra, [omar])

    row = Letter.objects.get()
    assert set(row.words) == {
        *("what", "title", "when", "place", "agenda", "because", "by", "repeats"),
        *("words", "detail", "news", "kind", "url"),
    }
    assert "/calendar/" not in row.calendar


def test_meeting_export_is_a_calendar_of_it(petras, petra, omar):
    alone, first = arrange(petra, [omar]), weekly(petra, [omar], count=3)
    second = first.series.meetings.all()[1]
    cancel_meeting(meeting=second, because="", by=petra)

    one = petras.get(f"/meetings/{alone.pk}.ics")
    many = petras.get(f"/meetings/{first.pk}.ics")

    assert one["Content-Type"] == "text/calendar; charset=utf-8"
    assert one["Content-Disposition"].startswith("attachment")
    [event] = Calendar.from_ical(one.content).walk("VEVENT")
    assert event["UID"] == str(alone.uid)
    assert "ATTENDEE" not in event
    whole = Calendar.from_ical(many.content).walk("VEVENT")
    assert [str(each["STATUS"]) for each in whole] == ["CONFIRMED", "CANCELLED"]
    assert b"RRULE:FREQ=WEEKLY;COUNT=3" in many.content
    assert Meeting.objects.count() == 4
