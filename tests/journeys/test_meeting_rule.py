"""The rule of a series: days of the wall clock, across changes of it."""

from datetime import date, timedelta

import pytest

from journeys.models import MeetingSeries
from tests.journeys.meetings import LONDON, at

pytestmark = pytest.mark.capability("C06")


def series_of(repeat, starts_on, hour=10, zone="Europe/London", **end):
    return MeetingSeries(
        repeat=repeat,
        starts_on=starts_on,
        starts_time=at(2026, 1, 1, hour).time(),
        zone=zone,
        made_until_on=starts_on,
        **end,
    )


def moments(series, until):
    return [each.astimezone(LONDON) for each in series.moments(None, until)]


def test_series_stays_at_its_hour_across_both_changes_of_clocks():
    """London goes back on 25 October 2026 and forth on 28 March 2027."""
    series = series_of("weekly", date(2026, 10, 20))

    found = series.moments(None, date(2027, 4, 6))

    assert {f"{each.astimezone(LONDON):%H:%M %a}" for each in found} == {"10:00 Tue"}
    assert [each.hour for each in found[:2]] == [9, 10]
    assert [each.hour for each in found[-3:]] == [10, 9, 9]


def test_series_every_two_weeks_and_a_number_of_times():
    series = series_of("fortnight", date(2026, 11, 2), count=3)

    assert [each.date() for each in moments(series, date(2027, 12, 1))] == [
        date(2026, 11, 2),
        date(2026, 11, 16),
        date(2026, 11, 30),
    ]
    assert series.rule == "FREQ=WEEKLY;INTERVAL=2;COUNT=3"


@pytest.mark.parametrize(
    ("first", "days", "rule"),
    [
        (date(2026, 11, 10), [10, 8, 12], "FREQ=MONTHLY;BYDAY=2TU"),
        (date(2026, 10, 30), [30, 27, 25], "FREQ=MONTHLY;BYDAY=-1FR"),
    ],
)
def test_series_every_month_on_the_same_weekday(first, days, rule):
    """A fifth Friday is taken as the last."""
    series = series_of("monthly", first)

    found = moments(series, first + timedelta(days=70))

    assert [each.day for each in found] == days
    assert series.rule == rule


def test_series_until_a_day_ends_with_it():
    series = series_of("weekly", date(2026, 11, 3), until_on=date(2026, 11, 17))

    found = moments(series, date(2027, 1, 1))

    assert [each.day for each in found] == [3, 10, 17]
    assert series.rule == "FREQ=WEEKLY;UNTIL=20261117T235959Z"
