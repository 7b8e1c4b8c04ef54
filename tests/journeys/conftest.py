"""A browser in which petra is signed in, and the steps of her journey by name."""

import pytest
from django.test import Client

from tests import make
from tests.house.conftest import as_pages, become_pages, role
from tests.journeys.days import today

__all__ = ["as_pages", "become_pages", "role"]


@pytest.fixture
def petras(client, petra):
    client.force_login(petra)
    return client


@pytest.fixture
def steps(journey):
    return {step.name: step for step in journey.steps.all()}


@pytest.fixture
def initiative(petra, journey):
    return make.initiative("QR labels", petra, journey)


@pytest.fixture
def kickoff(initiative):
    return make.kickoff(initiative)


@pytest.fixture
def scheduled(kickoff, leo, petra):
    kickoff.write(held_on=today())
    kickoff.ask(leo, by=petra)
    kickoff.schedule()
    return kickoff


@pytest.fixture
def held(scheduled, leo, petra):
    scheduled.accept(by=leo)
    scheduled.hold(on=today(), by=petra)
    return scheduled


@pytest.fixture
def browser():
    """A browser in which somebody is signed in."""

    def of(person):
        client = Client()
        client.force_login(person)
        return client

    return of


@pytest.fixture
def annas(browser, anna):
    return browser(anna)


@pytest.fixture
def insight(journey, anna):
    return make.insight("Where is my final bill?", journey, anna)
