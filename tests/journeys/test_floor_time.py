"""Time at the floor: three learnings, one action, and an invitation to come again."""

from datetime import date, timedelta

import pytest

from alignment.actions.models import Action
from journeys.models import FloorTime, NotOfProduct
from journeys.operations.floor_time import record_floor_time
from journeys.queries.floor_time import floor_page, quarter_of
from tests import make
from tests.journeys.days import today
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C08")]
PAGE = "/meetings/floor/"


def data(owner, **more):
    given = {
        "where": "listening",
        "spent_on": today(),
        "minutes": 60,
        "first_learning": "They read the last line first",
        "second_learning": "The word “estimate” worries them",
        "third_learning": "Two screens for one answer",
        "action_title": "Move the date up",
        "action_owner": owner.pk,
        "action_due_on": today() + timedelta(days=7),
    }
    return given | more


def visit(person, spent_on=None, number=0):
    return record_floor_time(
        draft=FloorTime(
            where="floor",
            spent_on=spent_on or today(),
            minutes=60,
            first_learning="One",
            second_learning="Two",
            third_learning="Three",
        ),
        action=Action(title=f"Do {number}", owner=person, due_on=today()),
        by=person,
    )


def test_floor_time_is_three_learnings_and_one_action(petras, petra, omar):
    response = petras.post(f"{PAGE}add/", data(omar))

    made, action = FloorTime.objects.get(), Action.objects.get()
    assert response.url == PAGE
    assert (made.person, made.action, action.owner) == (petra, action, omar)
    assert action.source_url == PAGE
    assert action.source_words.startswith("Call listening, ")
    page = petras.get(PAGE).text
    for said in (*made.learnings, "Move the date up"):
        assert said in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("where", "", "Say where you were."),
        ("where", "beach", "Choose from the list."),
        ("spent_on", "soon", "Enter a day, like 16 November 2026."),
        ("spent_on", "2090-01-01", "This day is still to come. Tell afterwards."),
        ("minutes", "1", "Stay for at least 5 minutes."),
        ("minutes", "x", "Enter a number of minutes, like 60."),
        ("second_learning", "", "Say a second thing you learnt."),
        ("third_learning", "They read the last line first", "You have said this"),
        ("first_learning", "x" * 301, "Keep it within 300 characters."),
        ("action_title", "", "Say the one thing that will be done."),
        ("action_owner", "", "Choose the one person who will do it."),
        ("action_due_on", "2001-01-01", "This day has passed."),
        ("journey", "999999", "Choose a journey from the list."),
    ],
)
def test_floor_time_says_what_is_wrong_and_keeps_the_rest(
    field, value, sentence, petras, omar
):
    response = petras.post(f"{PAGE}add/", data(omar, **{field: value}))

    assert response.status_code == 422
    assert sentence in response.text
    assert "The word “estimate” worries them" in response.text or "second" in field
    assert not FloorTime.objects.exists()
    assert not Action.objects.exists()


def test_floor_time_is_of_product(browser, omar):
    """Nor by a forged request, nor by its verb; test_meeting_rules.py has the SQL."""
    form = browser(omar).get(f"{PAGE}add/")
    forged = browser(omar).post(f"{PAGE}add/", data(omar))
    with pytest.raises(NotOfProduct, match="You are there every day"):
        visit(omar)

    assert (form.status_code, forged.status_code) == (404, 404)
    assert "I was there" not in browser(omar).get(PAGE).text
    assert not FloorTime.objects.exists()
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 23), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
        (date(2026, 7, 1), date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_floor_time_counts_by_quarters(day, first, last):
    assert quarter_of(day) == (first, last)


def test_floor_time_invites_and_ranks_nobody(petras, petra, paul, product_team):
    empty = petras.get(PAGE).text
    visit(petra)
    visit(paul, number=1)
    visit(petra, quarter_of(today())[0] - timedelta(days=1), number=2)

    page = floor_page(petra, today())

    assert "You are invited twice before" in empty
    assert (page.mine, page.left) == (1, 1)
    [team] = page.teams
    assert (team.name, team.visits, team.invited) == (product_team.name, 2, 4)
    text = petras.get(PAGE).text
    assert "You are welcome again before" in text
    mine = petras.get(PAGE, {"of": "mine"}).context["visits"]
    assert {each.person.pk for each in mine} == {petra.pk}


def test_floor_time_teams_stand_by_name(petras, petra, product_team):
    other = make.team("A team", "product")
    visit(petra)

    names = [team.name for team in floor_page(petra, today()).teams]

    assert names == [other.name, product_team.name]


def test_floor_time_takes_the_same_queries_for_thirty(petras, petra):
    visit(petra)

    def grow():
        for number in range(30):
            visit(petra, number=number + 1)
            make.team(f"Team {number}", "product")

    assert_same_queries(petras, PAGE, grow)
