"""The pages of signing in, passwords and second factors, light and dark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser

from tests.browser.axe import Judge, judge_of
from tests.browser.browsing import Visitor, visitor
from tests.browser.crawl import route_of
from tests.browser.making import PASSWORD, come_in, heading, invite, press
from tests.browser.routes import OUTSIDE, WITH_PASSWORD, WITH_SECOND_FACTOR
from tests.browser.site import Site
from tests.browser.wrong import Wrong, faults_of

NORA, THEO = "nora.quist@example.org", "theo.lang@example.org"
ADDRESSES = {
    "account_change_password": "/accounts/password/change/",
    "account_inactive": "/accounts/inactive/",
    "account_login": "/accounts/login/",
    "account_logout": "/accounts/logout/",
    "account_reauthenticate": "/accounts/reauthenticate/",
    "account_reset_password": "/accounts/password/reset/",
    "account_reset_password_done": "/accounts/password/reset/done/",
    "account_reset_password_from_key_done": "/accounts/password/reset/key/done/",
    "mfa_deactivate_totp": "/accounts/2fa/totp/deactivate/",
    "mfa_generate_recovery_codes": "/accounts/2fa/recovery-codes/generate/",
    "mfa_reauthenticate": "/accounts/2fa/reauthenticate/",
    "mfa_view_recovery_codes": "/accounts/2fa/recovery-codes/",
}

WRONG = {
    "account_change_password": Wrong("Change my password"),
    "account_login": Wrong("Sign in", {"=login": "nobody", "=password": ""}),
    "account_reauthenticate": Wrong("Go on", {"=password": "not-mine-at-all"}),
    "account_reset_password": Wrong("Send me a link"),
    "account_reset_password_from_key": Wrong("Save the new password"),
    "mfa_authenticate": Wrong("Sign in", {"=code": "000000"}),
    "mfa_reauthenticate": Wrong("Go on", {"=code": "000000"}),
}


@dataclass
class Newcomers:
    """One who signs in with a password, and one who needs a code as well."""

    nora: Judge
    theo: Judge

    def of(self, route: str) -> Judge:
        return self.nora if route in WITH_PASSWORD else self.theo


def turn_on(who: Visitor) -> None:
    """Two-factor sign-in, with the code an app would show now."""
    who.goto("/accounts/2fa/totp/activate/")
    who.page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(who, "Go on")
    heading(who, "Turn on two-factor sign-in")
    secret = who.page.locator(".totp__key").text_content() or ""
    *_, counter = yield_hotp_counters_from_time()
    who.page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, counter)))
    press(who, "Turn it on")
    heading(who, "Recovery codes")


@pytest.fixture(scope="module")
def newcomers(site: Site, chrome: Browser, judge: Judge) -> Iterator[Newcomers]:
    """Whoever has just come in need not prove again who they are."""
    made = []
    for name, mail in (("Nora Quist", NORA), ("Theo Lang", THEO)):
        who = visitor(chrome, site.url)
        come_in(who, invite(judge.visitor, name, mail))
        if mail == THEO:
            turn_on(who)
        made.append(judge_of(chrome, site.url, state=who.context.storage_state()))
        who.context.close()
    yield Newcomers(*made)
    for each in made:
        each.close()


@pytest.fixture(scope="module")
def reset_link(site: Site, newcomers: Newcomers, stranger: Judge) -> str:
    """The path of the link in the mail that Nora asked for."""
    stranger.visitor.goto("/accounts/password/reset/")
    stranger.visitor.page.get_by_label("Mail address").fill(NORA)
    press(stranger.visitor, "Send me a link")
    stranger.visitor.page.wait_for_url(re.compile("/reset/done/"))
    return site.in_mail(NORA, r"/accounts/password/reset/key/\S+")


def ask_for_the_code(who: Visitor) -> None:
    """Sign in with Theo's password, up to the page that asks for the code."""
    who.goto("/accounts/login/")
    who.page.get_by_label("Mail address").fill(THEO)
    who.page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(who, re.compile("^Sign in$"))
    who.page.wait_for_url(re.compile("/2fa/authenticate/"))


@pytest.fixture
def at(stranger: Judge, newcomers: Newcomers, request: pytest.FixtureRequest) -> Judge:
    """A browser at the page of the route that the test is for."""
    route = request.node.callspec.params["route"]
    who = stranger if route in OUTSIDE else newcomers.of(route)
    if who is stranger:
        who.visitor.context.clear_cookies()
    if route == "mfa_authenticate":
        who.begin_anew()
        ask_for_the_code(who.visitor)
        who.visitor.settle()
    elif route == "account_reset_password_from_key":
        who.goto(request.getfixturevalue("reset_link"))
    else:
        who.goto(ADDRESSES[route])
    assert route_of(who.visitor.path) == route
    return who


@pytest.mark.parametrize("route", sorted(OUTSIDE | WITH_PASSWORD | WITH_SECOND_FACTOR))
def test_account_page_is_sound(route: str, at: Judge):
    assert at.faults() == []


@pytest.mark.parametrize("route", sorted(WRONG))
def test_account_form_sent_wrongly_says_so(route: str, at: Judge):
    assert faults_of(at, WRONG[route]) == []


def test_account_page_of_a_link_that_is_used_up_is_sound(stranger: Judge):
    stranger.goto("/accounts/password/reset/key/1-a-b/")

    assert stranger.faults_at_ends() == []


def test_account_page_with_a_second_factor_is_sound(newcomers: Newcomers):
    newcomers.theo.goto("/accounts/2fa/")

    assert newcomers.theo.faults_at_ends() == []


def test_account_codes_are_a_file(newcomers: Newcomers):
    page = newcomers.theo.visitor.context
    answer = page.request.get(
        f"{newcomers.theo.visitor.url}/accounts/2fa/recovery-codes/download/"
    )

    assert "attachment" in answer.headers["content-disposition"]
