"""Every route, asked for by everybody: it answers as its rule says."""

from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
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


def ask(
    client: Client, url: str, rule: Rule, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """Status and where it sends us; everything it did is undone."""
    with transaction.atomic():
        send = client.post if rule.method == "post" else client.get
        response: Any = send(url, rule.data or None, headers=headers)
        transaction.set_rollback(True)
    going = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
    if response.streaming and not response.is_async:
        b"".join(response.streaming_content)
    return response.status_code, going


def fault(role: str, rule: Rule, status: int, going: str) -> str:
    """What is wrong with an answer; empty when it is as ruled."""
    login = reverse(settings.LOGIN_URL)
    if role == "nobody" and rule.who != "anyone":
        return "" if going.startswith(login) else f"nobody gets {status}, no sign-in"
    if (
        role in ROLES
        and rule.who in ROLES
        and ROLES.index(role) < ROLES.index(rule.who)
    ):
        return "" if status == 404 else f"{role} gets {status}, not 404"
    if rule.answers:
        return "" if status == rule.answers else f"{role} gets {status}"
    if status in {403, 404, 405} or status >= 500:
        return f"{role} gets {status}"
    return ""


def swap_fault(rule: Rule, status: int, going: str) -> str:
    """A signed-out swap is led to sign in: the login page belongs in no region."""
    if rule.who == "anyone" or (status, going) == (200, reverse(settings.LOGIN_URL)):
        return ""
    return f"a signed-out swap gets {status}"


def test_rules_stand_in_one_file_each():
    assert TWICE == []


def test_rules_and_routes_are_the_same():
    assert set(RULES) == ruled(ROUTES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(RULES) & ruled(ROUTES)))
def test_route_answers_everybody_as_ruled(name):
    rule, world, faults = RULES[name], build(), []
    if name == "health-ready":
        pytest.skip("says 503 without a worker, to everybody")

    for role in ("nobody", *ROLES):
        client, mine = Client(), deepcopy(world)
        mine.me = mine.people.get(role)
        if mine.me:
            client.force_login(mine.me)
        with transaction.atomic():
            url = address(name, rule, mine)
            faults.append(fault(role, rule, *ask(client, url, rule)))
            if role == "nobody":
                faults.append(swap_fault(rule, *ask(client, url, rule, SWAP)))
            transaction.set_rollback(True)

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
    assert (fault(role, Rule(who), status, going) == "") is fine


def test_policy_check_sees_a_route_without_a_rule():
    routes = {"a:b": Route("a", "b", "alignment.x", "b")}

    assert ruled(routes) == {"a:b"}


def test_policy_check_sees_a_login_page_in_a_region():
    assert swap_fault(Rule("agent"), 302, "/accounts/login/")
    assert not swap_fault(Rule("anyone"), 200, "")
