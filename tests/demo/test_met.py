"""The demo tells who met whom: meetings, how early ops came in, time at the floor."""

from datetime import datetime, time

import pytest
from django.utils.timezone import make_aware

from alignment.people.models import Side
from journeys.models import FloorTime, Initiative, Meeting
from journeys.queries.initiative import initiative_rows
from journeys.queries.meeting_coverage import meeting_coverage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("brightwater")]


@pytest.mark.capability("C06")
def test_meetings_are_joint_more_and_less_by_team(brightwater):
    now = make_aware(datetime.combine(brightwater, time(18)))

    found = meeting_coverage(days=90, now=now)

    shares = {team.name: team.share or 0 for team in found.teams}
    assert 60 <= (found.everybody.share or 0) < 100
    assert shares["Moves and joining product"] < 80 <= shares["Metering product"]
    assert found.everybody.unknown >= 1
    ahead = Meeting.objects.filter(starts_at__gt=now)
    assert ahead.filter(series=None).count() == 3
    assert ahead.exclude(series=None).count() > 20


@pytest.mark.capability("C04")
def test_ops_came_early_to_some_initiatives_and_late_to_one(brightwater):
    rows = initiative_rows(Initiative.objects.all(), brightwater)

    lights = {row.title: row.ops.light for row in rows}
    assert lights.pop("Two homes, one account") == "bad"
    assert set(lights.values()) == {"good"}


@pytest.mark.capability("C08")
def test_people_of_product_were_at_the_floor(brightwater):
    times = FloorTime.objects.all()

    assert times.count() == 4
    assert {each.person.side for each in times} == {Side.PRODUCT}
    assert {each.action.owner for each in times} == {each.person for each in times}
    assert all(each.spent_on <= brightwater for each in times)
