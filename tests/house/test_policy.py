"""Every route, asked for by everybody: it answers as its rule says.

Asked as the role that pages connect with, and no browser may keep what it answers.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.house.routes import Route, every_route
from tests.house.world import ROLES, World, build
from tests.policies import gather
from tests.policies.rule import Rule

RULES, TWICE = gather()
ROUTES = {route.full: route for route in every_route()}
ADMIN_SITE = "admin"
SWAP = {"HX-Request": "true"}
LADDER = ("anyone", "nobody", *ROLES)


def ruled(routes: dict[str, Route]) -> set[str]:
    """Routes that need a rule: all but those of Django's admin, tried as a whole."""
    return {name for name, route in routes.items() if route.namespace != ADMIN_SITE}


def address(name: str, rule: Rule, world: World) -> str:
    return reverse(name, args=rule.args(world))


@dataclass(frozen=True)
class Answer:
    """Its status, where it sends us, and how a browser may keep it."""

    status: int
    going: str
    kept: str


def ask(
    client: Client, url: str, rule: Rule, headers: dict[str, str] | None = None
) -> Answer:
    """What a route answers; everything it did is undone."""
    with transaction.atomic():
        send = client.post if rule.method == "post" else client.get
        response: Any = send(url, rule.data or None, headers=headers)
        if response.streaming and not response.is_async:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    going = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
    return Answer(response.status_code, going, kept(response))


def fault(role: str, rule: Rule, answer: Answer) -> str:
    """What is wrong with an answer; empty when it is as ruled."""
    if role == "nobody" and rule.who != "anyone":
        to_sign_in = answer.going.startswith(reverse(settings.LOGIN_URL))
        return "" if to_sign_in else f"nobody gets {answer.status}, no sign-in"
    if (
        role in ROLES
        and rule.who in ROLES
        and ROLES.index(role) < ROLES.index(rule.who)
    ):
        return "" if answer.status == 404 else f"{role} gets {answer.status}, not 404"
    if rule.answers:
        return "" if answer.status == rule.answers else f"{role} gets {answer.status}"
    if answer.status in {403, 404, 405} or answer.status >= 500:
        return f"{role} gets {answer.status}"
    return ""


def swap_fault(rule: Rule, answer: Answer) -> str:
    """A signed-out swap is led to sign in: the login page belongs in no region."""
    led = (answer.status, answer.going) == (200, reverse(settings.LOGIN_URL))
    return "" if rule.who == "anyone" or led else f"a swap gets {answer.status}"


def kept(response: Any) -> str:
    """What a browser may keep an answer for; empty where it may not."""
    said = str(response.headers.get("Cache-Control", "anything"))
    return "" if "no-store" in said else said


def test_rules_stand_in_one_file_each():
    assert TWICE == []


def test_rules_and_routes_are_the_same():
    assert set(RULES) == ruled(ROUTES)


@pytest.mark.parametrize("name", sorted(set(RULES) & ruled(ROUTES)))
def test_route_answers_everybody_as_ruled(name, become_pages):
    rule, world, faults = RULES[name], build(), []

    for role in ("nobody", *ROLES):
        client, mine = Client(), deepcopy(world)
        mine.me = mine.people.get(role)
        if mine.me:
            client.force_login(mine.me)
        with transaction.atomic():
            url = address(name, rule, mine)
            become_pages()
            page, swap = (ask(client, url, rule, each) for each in ({}, SWAP))
            transaction.set_rollback(True)
        faults += [fault(role, rule, page), page.kept, swap.kept]
        if role == "nobody":
            faults.append(swap_fault(rule, swap))

    assert [f for f in faults if f] == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_admin_site_is_for_admins_only(role):
    world = build()
    client = Client()
    client.force_login(world.people[role])

    response = client.get(reverse("admin:index"))

    assert response.status_code == (200 if role == "admin" else 404)


@pytest.mark.parametrize(
    ("role", "who", "status", "going", "fine"),
    [
        ("nobody", "agent", 302, "/accounts/login/?next=/", True),
        ("nobody", "agent", 200, "", False),
        ("agent", "member", 404, "", True),
        ("agent", "member", 200, "", False),
        ("agent", "member", 403, "", False),
        ("admin", "member", 200, "", True),
        ("admin", "member", 404, "", False),
        ("admin", "member", 500, "", False),
        ("nobody", "anyone", 200, "", True),
    ],
)
def test_policy_check_sees(role, who, status, going, fine):
    assert (fault(role, Rule(who), Answer(status, going, "")) == "") is fine


def test_policy_check_sees_a_route_without_a_rule():
    routes = {"a:b": Route("a", "b", "alignment.x", "b")}

    assert ruled(routes) == {"a:b"}


def test_policy_check_sees_a_login_page_in_a_region():
    assert swap_fault(Rule("agent"), Answer(302, "/accounts/login/", ""))
    assert not swap_fault(Rule("anyone"), Answer(200, "", ""))


def test_policy_check_sees_an_answer_that_may_be_kept():
    assert kept(HttpResponse()) == "anything"
    assert kept(HttpResponse(headers={"Cache-Control": "max-age=9"})) == "max-age=9"
