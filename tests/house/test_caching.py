"""No answer but a static file may be kept by a browser, whoever asks for it."""

from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.test_policy import ROUTES, RULES, ruled
from tests.house.world import ROLES, build

SWAP = {"HX-Request": "true"}
NAMES = sorted(set(RULES) & ruled(ROUTES))


def kept(response):
    """What an answer lets a browser keep it for; empty where it is not kept."""
    said = response.headers.get("Cache-Control", "anything")
    return "" if "no-store" in said else said


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("headers", [{}, SWAP], ids=["page", "fragment"])
def test_caching_of_an_answer_is_forbidden_to_everybody(name, headers):
    rule, world = RULES[name], build()

    found = {}
    for role in ("nobody", *ROLES[:1], *ROLES[-1:]):
        client, mine = Client(headers=headers), deepcopy(world)
        mine.me = mine.people.get(role)
        if mine.me:
            client.force_login(mine.me)
        with transaction.atomic():
            found[role] = kept(client.get(reverse(name, args=rule.args(mine))))
            transaction.set_rollback(True)

    assert found == {"nobody": "", ROLES[0]: "", ROLES[-1]: ""}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere/", "/admin/", "/people"])
def test_caching_of_errors_and_redirects_is_forbidden(client, petra, path):
    client.force_login(petra)

    assert kept(client.get(path)) == ""


@pytest.mark.django_db
def test_caching_of_a_page_is_private(client, petra):
    client.force_login(petra)

    assert client.get("/")["Cache-Control"] == "private, no-store"


def test_caching_is_seen_by_the_check():
    assert kept(type("Answer", (), {"headers": {}})) == "anything"
    assert kept(type("Answer", (), {"headers": {"Cache-Control": "max-age=9"}}))
