"""Joint coverage: its numbers by hand, and the meetings behind each."""

import pytest
from django.utils import timezone

from alignment.people.models import Side
from journeys.models.attendance import note_attendance
from journeys.queries.meeting_coverage import meeting_coverage
from tests import make
from tests.journeys.meetings import arrange, held, moment

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]
PAGE = "/meetings/together/"


@pytest.fixture
def quarter(petra, paul, omar, olga, journey):
    """Of the last 90 days: three joint, one of product, one of ops, one unknown."""
    empty = make.team("Metering", Side.PRODUCT)
    for number in range(3):
        held(petra, petra, omar, days=-3 - number, journeys=[journey])
    held(petra, petra, paul, days=-8, journeys=[journey])
    held(olga, omar, olga, days=-9)
    arrange(petra, [petra, omar], starts_at=moment(-10))
    held(petra, petra, omar, days=-91, title="Long ago")
    arrange(petra, [petra, omar], title="To come")
    gone = arrange(petra, [petra, omar], starts_at=moment(-11), title="Gone")
    gone.cancel(because="", by=petra)
    return empty


def found(rows, name):
    [row] = [row for row in rows if row.name == name]
    return row.joint, row.one_sided, row.unknown, row.share


@pytest.mark.usefixtures("quarter")
def test_coverage_counts_what_both_sides_came_to(product_team, ops_team, journey):
    coverage = meeting_coverage(days=90, now=timezone.now())

    assert found([coverage.everybody], "All meetings") == (3, 2, 1, 60)
    assert found(coverage.teams, product_team.name) == (3, 1, 1, 75)
    assert found(coverage.teams, ops_team.name) == (3, 1, 1, 75)
    assert found(coverage.teams, "Metering") == (0, 0, 0, None)
    assert found(coverage.journeys, journey.title) == (3, 1, 0, 75)
    assert coverage.everybody.light == "watch"
    longer = meeting_coverage(days=365, now=timezone.now())
    assert found([longer.everybody], "All meetings") == (4, 2, 1, 66)


@pytest.mark.usefixtures("quarter")
def test_coverage_leads_to_the_rows_behind_each_number(petras):
    coverage = petras.get(PAGE).context["found"]

    for row in (coverage.everybody, *coverage.teams, *coverage.journeys):
        for url, number in (
            (row.joint_url, row.joint),
            (row.one_sided_url, row.one_sided),
            (row.unknown_url, row.unknown),
        ):
            assert petras.get(url).context["page"].paginator.count == number, url


@pytest.mark.usefixtures("quarter")
def test_coverage_page_says_the_goal_and_the_formula(petras):
    page = petras.get(PAGE).text

    assert "The goal is 80%" in page
    assert "60%" in page
    assert "Share = joint meetings ÷ meetings of which somebody said who came" in page
    assert petras.get(PAGE, {"days": "7000"}).status_code == 200


def test_coverage_of_one_who_came_of_each_side_is_enough(petra, paul, omar):
    made = held(petra, petra, paul)
    before = meeting_coverage(days=90, now=timezone.now()).everybody.share

    note_attendance(made, omar, came=True, by=petra)

    after = meeting_coverage(days=90, now=timezone.now()).everybody
    assert (before, after.share, after.light) == (0, 100, "good")
