"""The days of kickoffs stand beside the meetings."""

from datetime import timedelta

import pytest

from journeys.models import Initiative
from tests import make
from tests.journeys.days import today
from tests.journeys.meetings import moment
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]
LIST = "/meetings/"


@pytest.fixture
def more(petra, leo, journey):
    """Makes kickoffs that have their day, so many days from now each."""

    def make_them(*days: int) -> None:
        for number, each in enumerate(days):
            initiative = make.initiative(f"More {number}", petra, journey)
            kickoff = make.kickoff(initiative, held_on=today() + timedelta(each))
            kickoff.ask(leo, by=petra)
            kickoff.schedule(on=today(), by=petra)

    return make_them


def shown(client, who, **asked: str) -> list[str]:
    client.force_login(who)
    found = client.get(LIST, asked).context.get("kickoffs")
    return [row.title for row in found.rows] if found else []


def test_kickoff_to_come_stands_above_the_agenda(client, scheduled, petra, leo, omar):
    title = scheduled.initiative.title

    assert shown(client, petra) == shown(client, leo) == [title]
    assert shown(client, omar) == []
    assert shown(client, omar, of="all") == [title]
    page = client.get(LIST, {"of": "all"}).text
    assert scheduled.get_absolute_url() in page
    assert "Leo Brandt, asked" in page


def test_kickoff_without_a_day_does_not_stand_there(client, kickoff, petra):
    assert shown(client, petra) == []


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ({"journey": "move-home"}, True),
        ({"initiative": "qr-labels"}, True),
        ({"on": "today"}, True),
        ({"on": "2026-01-01"}, False),
        ({"kind": "talk"}, False),
        ({"when": "past"}, False),
        ({"q": "labels"}, False),
    ],
)
def test_kickoff_stands_where_it_is_asked_for(
    client, scheduled, petra, asked, is_there
):
    said = {
        name: str(today()) if text == "today" else text for name, text in asked.items()
    }

    assert bool(shown(client, petra, **said)) is is_there


def test_kickoff_of_what_was_stopped_is_not_to_come(client, scheduled, petra):
    scheduled.initiative.move_to(Initiative.Stage.STOPPED, because="Nobody needs it")

    assert shown(client, petra) == []
    month = client.get(LIST, {"view": "month"}).context["month"]
    assert month.is_free


def test_kickoffs_are_many(client, more, petra):
    more(*range(1, 9))

    assert shown(client, petra) == [f"More {number}" for number in range(6)]
    assert "Show all initiatives" in client.get(LIST).text


def test_kickoffs_take_the_same_queries_for_thirty(petras, scheduled, more):
    assert_same_queries(petras, LIST, lambda: more(*range(30)))


def test_month_has_kickoffs_first(petras, petra, omar, scheduled, more):
    more(0)
    for number in range(3):
        make.meeting(f"Talk {number}", petra, moment(), omar)

    page = petras.get(LIST, {"view": "month"})

    month = page.context["month"]
    [cell] = [cell for week in month.weeks for cell in week if cell.is_today]
    assert [len(cell.kickoffs), len(cell.rows), cell.more] == [2, 1, 2]
    assert f"Kickoff: {scheduled.initiative.title}" in page.text
