"""Meetings of the cast, on moments around now."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from journeys.models.attendance import note_attendance
from journeys.operations.meeting import Plan, arrange_meeting
from journeys.operations.meeting_series import Repeat

LONDON = ZoneInfo("Europe/London")


def moment(days=0, hour=10):
    """That hour, so many days from today."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def at(year, month, day, hour=0):
    """A moment of the wall clock in London."""
    return datetime(year, month, day, hour, tzinfo=LONDON)


def plan(people=(), *, starts_at=None, journeys=(), repeat=None, **values):
    said = {
        "title": "Listen to five calls",
        "kind": "listening",
        "initiative": None,
        "minutes": 30,
        "place": "Room 4",
        "agenda": "Calls about the move",
        "starts_at": starts_at or moment(1),
    }
    return Plan(said | values, tuple(journeys), tuple(people), repeat)


def arrange(by, people=(), **values):
    return arrange_meeting(plan=plan(people, **values), by=by)


def weekly(by, people=(), *, repeat="weekly", until_on=None, count=None, **values):
    again = Repeat(repeat, until_on, count)
    return arrange(by, people, repeat=again, **values)


def held(by, *came, days=-1, **values):
    """A meeting that took place, to which these came."""
    made = arrange(by, came, starts_at=moment(days), **values)
    for person in came:
        note_attendance(made, person, came=True, by=by)
    return made
