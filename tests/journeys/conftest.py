"""A browser in which petra is signed in, and the steps of her journey by name."""

import pytest
from django.test import Client

from journeys.operations.use_report import ask_staff, retire
from tests import make
from tests.journeys.days import today
from tests.journeys.uses import said_by


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
    kickoff.schedule(on=today(), by=petra)
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


@pytest.fixture
def workaround(steps, anna):
    """Proposed by an agent at “Read the meter”: 6 people, 20 a week, 4 minutes."""
    return make.workaround("Copy each reading by hand", steps["Read the meter"], anna)


@pytest.fixture
def fix(petra, journey):
    """A release of that journey, of today."""
    return make.release("Readings arrive by themselves", today(), petra, journey)


@pytest.fixture
def planned(workaround, fix, omar, petra):
    """Accepted, owned by omar, its fix planned."""
    workaround.accept(owner=omar, by=petra)
    workaround.plan_fix(fix)
    return workaround


@pytest.fixture
def asked(planned, anna, olga, petra):
    """Two of ops are asked whether they still do it."""
    ask_staff(workaround=planned, people=[anna, olga], by=petra)
    return planned


@pytest.fixture
def retired(asked, anna, olga, petra):
    said_by(asked, anna, 0)
    said_by(asked, olga, 0)
    retire(workaround=asked, by=petra)
    return asked
