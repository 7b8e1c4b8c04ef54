"""A form that makes something, sent several times, makes it once."""

import functools
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Action
from alignment.people.models import Role, SentForm, Side, Team
from alignment.people.tasks import forget_forms
from journeys.models import (
    CustomerTest,
    Decision,
    FloorTime,
    Initiative,
    Journey,
    Meeting,
    Phase,
    Release,
    Step,
)
from tests import make
from tests.racing import at_once

pytestmark = pytest.mark.django_db
KEY = re.compile(r'name="once" value="([0-9a-f-]{36})"')
DAY = (timezone.localdate() + timedelta(days=5)).isoformat()


@pytest.fixture
def ada():
    """An admin of product, who may make everything."""
    product = make.team("Digital", Side.PRODUCT)
    return make.person("Ada Nowak", product, role=Role.ADMIN)


@pytest.fixture
def world(ada):
    ops = make.person("Omar Haddad", make.team("Care", Side.OPS))
    journey = make.journey("Move home", ada, ops)
    return {
        "me": ada.pk,
        "ops": ops.pk,
        "journey": journey.pk,
        "phase": journey.phases.earliest("pk").pk,
        "initiative": make.initiative("QR labels", ada, journey).pk,
    }


@pytest.fixture
def browser(ada):
    client = Client()
    client.force_login(ada)
    return client


FORMS: dict[str, tuple[Any, Callable[[Any], dict[str, Any]]]] = {
    "actions:action-add": (
        Action,
        lambda w: {"title": "Call", "owner": w["me"], "due_on": DAY},
    ),
    "people:team-add": (Team, lambda w: {"name": "Field", "side": "ops"}),
    "journeys:journey-add": (
        Journey,
        lambda w: {
            "title": "Pay a bill",
            "product_owner": w["me"],
            "ops_owner": w["ops"],
        },
    ),
    "journeys:phase-add": (Phase, lambda w: {"new-name": "Later"}),
    "journeys:step-add": (Step, lambda w: {"name": "Wait", "phase": w["phase"]}),
    "journeys:initiative-add": (
        Initiative,
        lambda w: {"title": "Tell", "lead": w["me"], "journeys": [w["journey"]]},
    ),
    "journeys:customer-test-add": (
        CustomerTest,
        lambda w: {
            "hypothesis": "Who sees the day does not call",
            "customers": "12",
            "measure": "Calls",
            "unit": "per 100",
            "tested_on": timezone.localdate().isoformat(),
        },
    ),
    "journeys:decision-add": (
        Decision,
        lambda w: {
            "question": "Do we ask first?",
            "options": ["Ask", "Leave it"],
            "effect_on_ops": "Nothing",
            "revisit_on": DAY,
            "initiative": w["initiative"],
        },
    ),
    "journeys:meeting-add": (
        Meeting,
        lambda w: {
            "title": "Talk",
            "kind": "talk",
            "on": DAY,
            "at": "10:00",
            "minutes": "30",
        },
    ),
    "journeys:floor-time-add": (
        FloorTime,
        lambda w: {
            "where": "listening",
            "spent_on": timezone.localdate().isoformat(),
            "minutes": 60,
            "first_learning": "One",
            "second_learning": "Two",
            "third_learning": "Three",
            "action_title": "Move it up",
            "action_owner": w["me"],
            "action_due_on": DAY,
        },
    ),
    "journeys:release-add": (Release, lambda w: {"name": "Photo", "released_on": DAY}),
}
ARGS = {
    "journeys:phase-add": ["move-home"],
    "journeys:step-add": ["move-home"],
    "journeys:customer-test-add": ["qr-labels"],
}
PAGES = {
    "journeys:phase-add": "/journeys/move-home/edit/",
    "journeys:step-add": "/journeys/move-home/edit/",
    "journeys:journey-add": "/journeys/add/?from=",
}


def key_in(page):
    found = KEY.search(page.text)
    assert found
    return found[1]


def send(client, name, data):
    return client.post(reverse(name, args=ARGS.get(name)), data)


def opened(client, name):
    """The key in the form as it is opened now."""
    page = client.get(PAGES.get(name) or reverse(name, args=ARGS.get(name)))
    return key_in(page)


@pytest.mark.parametrize("name", FORMS)
def test_form_sent_again_leads_to_the_same_page(name, browser, world):
    model, data = FORMS[name]
    there = model.objects.count()
    sent = data(world) | {"once": opened(browser, name)}

    first, again = send(browser, name, sent), send(browser, name, sent)

    assert first.status_code == 302
    assert again["Location"] == first["Location"]
    assert model.objects.count() == there + 1


def test_form_opened_twice_makes_two_of_one_name(browser, world):
    _, data = FORMS["actions:action-add"]

    for _ in range(2):
        key = opened(browser, "actions:action-add")
        send(browser, "actions:action-add", data(world) | {"once": key})

    assert Action.objects.count() == 2


def test_form_that_was_refused_goes_through_once_it_is_right(browser, world):
    _, data = FORMS["actions:action-add"]
    wrong = data(world) | {"once": opened(browser, "actions:action-add"), "owner": "0"}

    twice = [send(browser, "actions:action-add", wrong).status_code for _ in "12"]
    right = send(browser, "actions:action-add", wrong | {"owner": world["me"]})

    assert twice == [422, 422]
    assert right.status_code == 302
    assert Action.objects.count() == SentForm.objects.count() == 1


def test_form_gone_back_to_and_changed_makes_another(browser, world):
    _, data = FORMS["actions:action-add"]
    sent = data(world) | {"once": opened(browser, "actions:action-add")}

    send(browser, "actions:action-add", sent)
    send(browser, "actions:action-add", sent | {"title": "Write"})

    assert {each.title for each in Action.objects.all()} == {"Call", "Write"}


def test_form_of_another_person_is_another(browser, ada, world):
    _, data = FORMS["actions:action-add"]
    sent = data(world) | {"once": opened(browser, "actions:action-add")}
    other = Client()
    other.force_login(make.person("Bo Lund", ada.teams.get()))

    send(browser, "actions:action-add", sent)
    send(other, "actions:action-add", sent)

    assert Action.objects.count() == 2


def test_part_of_a_page_sent_again_is_shown_anew(browser, world):
    _, data = FORMS["journeys:step-add"]
    sent = data(world) | {"once": opened(browser, "journeys:step-add")}
    url, swap = "/journeys/move-home/steps/add/", {"HX-Request": "true"}

    first = browser.post(url, sent, headers=swap)
    again = browser.post(url, sent, headers=swap)

    assert key_in(first) != sent["once"]
    assert again["HX-Refresh"] == "true"
    assert Step.objects.filter(name="Wait").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["journeys:meeting-add", "people:team-add"])
def test_form_sent_several_times_at_once_makes_one(name, browser, ada, world):
    model, data = FORMS[name]
    there = model.objects.count()
    sent = data(world) | {"once": opened(browser, name)}
    clients = [Client(raise_request_exception=False) for _ in range(6)]
    for client in clients:
        client.force_login(ada)

    found = at_once(*(functools.partial(send, each, name, sent) for each in clients))

    assert {each.status_code for each in found} == {302}
    assert len({each["Location"] for each in found}) == 1
    assert model.objects.count() == there + 1


@pytest.mark.django_db
def test_once_is_remembered_for_a_week(petra):
    for days in (6, 8):
        at = timezone.now() - timedelta(days=days)
        SentForm.objects.create(by=petra, digest=str(days), led_to="/", at=at)

    forget_forms()

    assert SentForm.objects.get().digest == "6"
