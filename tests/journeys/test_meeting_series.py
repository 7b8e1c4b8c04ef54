"""Meetings that come again: by the clock on the wall, moved, cancelled, ended."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Side
from alignment.versions import version_of
from journeys.models import Meeting, MeetingSeries, TookPlace
from journeys.models.attendance import note_attendance
from journeys.operations.meeting import cancel_meeting, change_meeting
from journeys.operations.meeting_series import (
    AHEAD,
    Repeat,
    change_following,
    end_following,
    extend_all,
)
from journeys.tasks import extend_series
from tests import make
from tests.journeys.days import today
from tests.journeys.meetings import LONDON, moment, plan, weekly
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]


@pytest.fixture
def london(settings):
    settings.TIME_ZONE = "Europe/London"
    timezone.activate("Europe/London")
    yield
    timezone.deactivate()


def test_series_is_made_some_months_ahead_with_its_people(petra, omar, journey):
    first = weekly(petra, [petra, omar], journeys=[journey])

    rows = list(first.series.meetings.all())
    assert first == rows[0]
    assert len(rows) == 27
    assert {each.attendances.count() for each in rows} == {2}
    assert {each.journeys.get() for each in rows} == {journey}
    assert {each.at.hour for each in rows} == {10}


def test_series_goes_on_by_itself_and_once(petra, omar):
    first = weekly(petra, [petra, omar])
    series = first.series
    series.meetings.filter(starts_at__gt=moment(100)).delete()
    MeetingSeries.objects.update(made_until_on=today() + timedelta(days=100))

    extend_series()
    extend_series()

    rows = series.meetings.order_by("recurs_at")
    gaps = {(b.recurs_at - a.recurs_at).days for a, b in pairwise(rows)}
    assert rows.count() == 27
    assert gaps == {7}
    assert rows.last().attendances.count() == 2


def test_series_that_is_over_is_not_made_further(petra):
    weekly(petra, until_on=today() + timedelta(days=9))
    weekly(petra, count=2)
    before = Meeting.objects.count()
    MeetingSeries.objects.update(made_until_on=today() + timedelta(days=20))

    extend_all()

    assert (before, Meeting.objects.count()) == (4, 4)


def test_series_leaves_out_who_has_left(petra, omar):
    first = weekly(petra, [petra, omar])
    omar.is_active = False
    omar.save()
    first.series.meetings.filter(starts_at__gt=moment(100)).delete()
    MeetingSeries.objects.update(made_until_on=today() + timedelta(days=100))

    extend_all()

    last = first.series.meetings.last()
    assert [each.person for each in last.attendances.all()] == [petra]


def test_series_one_of_it_is_moved_or_cancelled_alone(petra, omar):
    first = weekly(petra, [petra, omar], count=3)
    second, third = first.series.meetings.all()[1:]

    change_meeting(
        meeting=second,
        plan=plan([petra, omar], starts_at=second.starts_at + timedelta(hours=2)),
        seen=version_of(second),
        by=petra,
    )
    cancel_meeting(meeting=third, because="Holidays", by=petra)

    first.refresh_from_db()
    assert [each.at.hour for each in first.series.meetings.all()] == [10, 12, 10]
    assert (second.is_changed, second.recurs_at.hour) == (True, third.recurs_at.hour)
    assert not first.is_changed
    assert [each.is_cancelled for each in first.series.meetings.all()] == [0, 0, 1]


def change(meeting, people, by, *, repeat="weekly", until_on=None, count=None, **to):
    return change_following(
        meeting=meeting,
        plan=plan(people, **{"starts_at": meeting.starts_at} | to),
        repeat=Repeat(repeat, until_on, count),
        seen=version_of(meeting),
        by=by,
    )


def test_series_is_changed_from_one_on(petra, omar, olga):
    first = weekly(petra, [petra, omar])
    third = first.series.meetings.all()[2]
    third.write_notes("Bring the list", seen=version_of(third))

    later = third.starts_at + timedelta(days=1, hours=3)
    found = change(third, [petra, olga], petra, starts_at=later, title="Walk through")

    old, new = MeetingSeries.objects.order_by("pk")
    assert [each.title for each in old.meetings.all()] == ["Listen to five calls"] * 2
    assert old.until_on < third.on
    assert found.pk == third.pk
    assert (found.series, found.notes) == (new, "Bring the list")
    assert {(each.title, each.at.hour) for each in new.meetings.all()} == {
        ("Walk through", 13)
    }
    assert {each.person for each in found.attendances.all()} == {petra, olga}
    assert Meeting.objects.count() == 27


def test_series_changed_from_its_first_on_stays_the_same(petra, omar):
    first = weekly(petra, [petra, omar], count=4)

    change(first, [petra], petra, count=2, title="Walk through")

    series = MeetingSeries.objects.get()
    assert (series.sequence, series.uid) == (1, first.series.uid)
    standing = Meeting.objects.standing()
    assert [each.title for each in standing] == ["Walk through"] * 2
    assert Meeting.objects.count() == 4


def test_series_made_rarer_cancels_what_is_too_many(petra):
    first = weekly(petra, count=6)

    change(first, [petra], petra, repeat="fortnight", count=3)

    days = [each.starts_at for each in Meeting.objects.standing()]
    assert [(b - a).days for a, b in pairwise(days)] == [14, 14]
    assert Meeting.objects.exclude(cancelled_at=None).count() == 3


def test_series_is_ended_from_one_on(petra, omar):
    first = weekly(petra, [petra, omar])
    third = first.series.meetings.all()[2]

    end_following(meeting=third, because="It is done", by=petra)
    extend_all()

    assert Meeting.objects.standing().count() == 2
    assert third.cancelled_because == "It is done"
    assert MeetingSeries.objects.get().until_on < third.on


def test_series_people_came_to_is_not_changed_backwards(petra, omar):
    first = weekly(petra, [petra, omar], starts_at=moment(-8))
    second = first.series.meetings.all()[1]
    note_attendance(second, omar, came=True, by=petra)

    with pytest.raises(TookPlace):
        change(first, [petra], petra)
    with pytest.raises(TookPlace):
        end_following(meeting=first, because="", by=petra)

    assert MeetingSeries.objects.get().until_on is None
    assert not Meeting.objects.exclude(cancelled_at=None).exists()


@pytest.mark.usefixtures("london")
def test_series_by_form_keeps_the_hour_of_the_wall(petras, petra, omar):
    data = {
        "title": "Stand-up",
        "kind": "standup",
        "on": "2026-12-01",
        "at": "09:30",
        "minutes": 15,
        "repeat": "weekly",
        "until_on": "2027-04-30",
        "product_people": [petra.pk],
        "ops_people": [omar.pk],
    }

    petras.post("/meetings/add/", data)

    rows = Meeting.objects.all()
    assert {f"{each.starts_at.astimezone(LONDON):%H:%M}" for each in rows} == {"09:30"}
    assert {each.starts_at.hour for each in rows} == {8, 9}
    page = petras.get(rows[1].get_absolute_url()).text
    assert "Every week, until 30 April 2027" in page


def test_series_form_changes_one_or_all_that_follow(petras, petra, omar):
    first = weekly(petra, [petra, omar], count=4)
    rows = list(first.series.meetings.all())
    url = f"/meetings/{rows[1].pk}/edit/"
    data = {
        "title": "Mine",
        "kind": "review",
        "on": rows[1].on,
        "at": "11:00",
        "minutes": 45,
        "product_people": [petra.pk],
        "repeat": "weekly",
        "count": 3,
        "scope": "one",
        "seen": version_of(rows[1]),
    }
    petras.post(url, data)
    rows[1].refresh_from_db()
    titles = [each.title for each in Meeting.objects.all()]
    petras.post(
        url, data | {"scope": "following", "title": "All", "seen": version_of(rows[1])}
    )

    assert titles.count("Mine") == 1
    found = [each.title for each in Meeting.objects.standing()]
    assert found == ["Listen to five calls", "All", "All", "All"]
    page = petras.get(rows[2].get_absolute_url())
    petras.post(f"/meetings/{rows[2].pk}/cancel/", {"scope": "following"})
    assert "Cancel this and all that follow" in page.text
    assert Meeting.objects.standing().count() == 2


@pytest.mark.django_db(transaction=True)
def test_series_extended_five_times_at_once_is_made_once():
    petra = make.person("Petra Lind", make.team("Web", Side.PRODUCT))
    first = weekly(petra, [petra])
    first.series.meetings.filter(starts_at__gt=moment(60)).delete()
    MeetingSeries.objects.update(made_until_on=today() + timedelta(days=60))

    at_once(*[extend_all] * 5)

    assert Meeting.objects.count() == 27
    assert MeetingSeries.objects.get().made_until_on == today() + AHEAD


def sent(on, **more):
    said = {"title": "Listen", "kind": "listening", "at": "10:00", "minutes": "30"}
    return said | {"on": on.isoformat(), "repeat": "weekly"} | more


def test_series_begins_three_months_ago_at_the_earliest(petras):
    long_ago = today() - timedelta(days=93)

    refused = petras.post("/meetings/add/", sent(long_ago))
    alone = petras.post("/meetings/add/", sent(long_ago, repeat=""))
    early = petras.post("/meetings/add/", sent(today() - timedelta(days=92)))

    assert refused.status_code == 422
    assert "begin three months ago at the earliest" in refused.text
    assert (alone.status_code, early.status_code) == (302, 302)
    assert MeetingSeries.objects.count() == 1


def test_series_that_began_long_ago_is_changed_and_moves_no_further_back(
    petras, petra, omar
):
    first = weekly(petra, [petra, omar], starts_at=moment(-200))
    url = reverse("journeys:meeting-edit", args=[first.pk])
    data = {"scope": "following", "seen": version_of(first)}
    day = first.on

    back = petras.post(url, sent(day - timedelta(days=7), **data))
    there = petras.post(url, sent(day, **data))

    assert (back.status_code, there.status_code) == (422, 302)
    first.refresh_from_db()
    assert (first.on, first.title) == (day, "Listen")


def test_series_is_made_a_part_at_a_time(petra, omar):
    first = weekly(petra, [petra, omar], starts_at=moment(-700))
    made = first.series.meetings
    whole = len(first.series.moments(None, today() + AHEAD))
    counts = [made.count()]
    while counts[-1] < whole:
        extend_series()
        counts.append(made.count())
        assert counts[-1] > counts[-2]

    assert counts == [60, 120, whole]
