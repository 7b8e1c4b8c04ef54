"""The list of journeys: every filter is an address."""

import re

import pytest
from django.urls import reverse

from journeys.models import Journey
from tests import make
from tests.journeys.days import confirmed
from tests.queries import assert_same_queries

LIST = "/journeys/"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "move"}, {"Move home"}),
        ({"q": "METER"}, {"Move home", "Pay a bill", "Close it"}),
        ({"q": "nothing like it"}, set()),
        ({"state": "draft"}, {"Pay a bill"}),
        ({"state": "archived"}, {"Old one"}),
        ({"gap": "waiting"}, {"Pay a bill"}),
        ({"gap": "steps"}, {"Close it"}),
        ({"side": "ops"}, {"Close it"}),
        ({"side": "product"}, set()),
        ({"area": "Money"}, {"Pay a bill"}),
        (
            {"gap": "rubbish", "sort": "rubbish"},
            {"Move home", "Pay a bill", "Close it"},
        ),
    ],
)
def test_journey_list_filters_by_address(petras, journey, petra, omar, query, found):
    draft = make.journey("Pay a bill", petra, omar, live=False)
    Journey.objects.filter(pk=draft.pk).update(area="Money")
    bare = make.journey("Close it", petra, omar)
    bare.steps.filter(name="Give notice").update(ops_owner=None)
    make.journey("Old one", petra, omar).archive()

    page = petras.get(LIST, query).text

    shown = set(re.findall(r"data-ahead>([^<]+)</a>\s*</h2>", page))
    assert shown == found
    assert f"{len(found)} journey{'' if len(found) == 1 else 's'} shown" in page


def test_journey_list_by_owner(petras, journey, petra, omar, olga):
    make.journey("Pay a bill", petra, olga)

    page = petras.get(LIST, {"owner": olga.pk}).text

    assert "Pay a bill</a>" in page
    assert "Move home</a>" not in page


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("title", "Close it"),
        ("newest", "Pay a bill"),
        ("gaps", "Move home"),
        ("confirmed", "Move home"),
    ],
)
def test_journey_list_sorts(petras, journey, petra, omar, sort, first):
    make.journey("Close it", petra, omar)
    make.journey("Pay a bill", petra, omar)
    journey.steps.update(ops_owner=None)
    confirmed(journey, product=30, ops=30)

    page = petras.get(LIST, {"sort": sort}).text

    assert re.findall(r"data-ahead>([^<]+)</a>", page)[0] == first


def test_journey_list_swap_is_the_list_alone(petras, journey):
    response = petras.get(LIST, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<section id="journeys"')
    assert "HX-Request" in response.headers["Vary"]


def test_journey_list_empty_offers_one_action(petras, petra):
    page = petras.get(LIST).text

    assert "No journeys yet." in page
    assert page.count(reverse("journeys:journey-add")) == 2  # head and empty state


@pytest.mark.parametrize("path", [LIST, "/journeys/?sort=gaps&gap=steps"])
def test_journey_list_queries_do_not_follow_rows(petras, journey, petra, omar, path):
    journey.steps.update(ops_owner=None)

    def grow():
        for number in range(29):
            made = make.journey(f"Journey {number}", petra, omar)
            made.steps.update(ops_owner=None)

    assert_same_queries(petras, path, grow)


def test_journey_list_says_that_an_owner_who_left_is_nobody(petras, journey, omar):
    omar.is_active = False
    omar.save()

    page = petras.get(LIST).text

    assert "Owners: Petra Lind and nobody" in page
