"""The address of a form is left in the bar where it is refused: it opens a page."""

from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.routes import every_route
from tests.house.world import build
from tests.policies import gather

RULES, _ = gather()
OURS = {route.full for route in every_route() if route.is_ours}
FORMS = sorted(
    name for name, rule in RULES.items() if rule.method == "post" and name in OURS
)


def test_forms_are_found():
    assert {"journeys:kickoff-schedule", "journeys:use-ask"} <= set(FORMS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
def test_address_of_a_form_opens_a_page(name, become_pages):
    rule, world, client = RULES[name], deepcopy(build()), Client()
    role = "agent" if rule.who == "anyone" else rule.who
    world.me = world.people[role]
    client.force_login(world.me)
    with transaction.atomic():
        url = reverse(name, args=rule.args(world))
        become_pages()
        response = client.get(url, follow=True)
        transaction.set_rollback(True)

    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_address_of_a_form_leads_to_the_page_it_is_on(client):
    world = build()
    client.force_login(world.people["member"])

    answer = client.get(reverse("journeys:phase-rename", args=rename(world)))
    swap = client.get("/meetings/calendar/renew/", headers={"HX-Request": "true"})

    assert answer.url == world.journey.get_absolute_url()
    assert client.get("/meetings/calendar/renew/").url == "/meetings/calendar/"
    assert client.get("/handovers/1/accept/").url == "/journeys/"
    assert swap.status_code == 405


def rename(world):
    return [world.journey.slug, world.phase.pk]
