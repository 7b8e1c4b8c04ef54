"""Home says which decisions both sides meant to look at again by now."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from journeys.queries.kickoff_open import open_kickoffs
from journeys.queries.waiting import waiting
from tests import make
from tests.journeys.days import today

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C10")]


@pytest.fixture
def initiative(petra, omar):
    journey = make.journey("Move home", petra, omar)
    made = make.initiative("QR labels", petra, journey)
    make.kickoff(made)
    return made


def home(person):
    client = Client()
    client.force_login(person)
    return " ".join(client.get(reverse("dashboards:home")).text.split())


def test_home_shows_a_decision_on_its_revisit_day_to_both(initiative, petra, omar):
    yesterday = today() - timedelta(days=1)
    due = make.decision("Do we ask first?", initiative, petra, revisit_on=today())
    make.decision("Never taken?", initiative, petra, revisit_on=yesterday)
    before = home(omar)

    make.approved(due, petra, omar)

    assert "Do we ask first?" not in before
    for who in (petra, omar):
        page = home(who)
        assert "Look at a decision again: “Do we ask first?”" in page
        assert "Petra Lind and Omar Haddad took it on" in page
        assert due.get_absolute_url() in page
        assert "Never taken?" not in page


def test_waiting_is_the_kickoffs_and_the_decisions_in_one_query(
    initiative, petra, omar, django_assert_num_queries
):
    initiative.kickoff.ask(
        make.person("Leo", omar.teams.get(), role="leader"), by=petra
    )
    for days in (3, 0, -1):
        on = today() - timedelta(days=days)
        made = make.decision(f"In {days}?", initiative, petra, revisit_on=on)
        make.approved(made, petra, omar)

    with django_assert_num_queries(1):
        found = waiting(today())

    assert found.kickoffs == open_kickoffs(today())
    assert [each.question for each in found.decisions] == ["In 3?", "In 0?"]
    first = found.decisions[0]
    assert first.revisit_on == today() - timedelta(days=3)
    assert (first.product.name, first.ops.name) == ("Petra Lind", "Omar Haddad")


@pytest.mark.capability("C04")
def test_home_says_at_once_that_it_was_decided_without_ops(initiative, petra, omar):
    alone = "“QR labels” was decided on without ops"
    before = home(petra)

    make.approved(make.decision("Alone?", initiative, petra), petra)

    assert alone not in before
    assert alone in home(petra)
