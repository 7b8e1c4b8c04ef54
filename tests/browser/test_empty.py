"""A fresh organisation: the first run, and every main page while there is nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import Judge, judge_of
from tests.browser.browsing import visitor
from tests.browser.crawl import route_of
from tests.browser.making import PASSWORD, come_in, draft, heading, invite, press
from tests.browser.site import Site, running
from tests.browser.wrong import Wrong, faults_of

# What each main page says while there is nothing to show.
EMPTY = {
    "/": "No journeys yet",
    "/?lens=product": "No journeys yet",
    "/?lens=ops": "No journeys yet",
    "/imports/": "No file yet",
    "/journeys/": "No journeys yet",
    "/kpis/": "No contacts yet",
    "/kpis/contacts/": "No contacts yet",
    "/kpis/no-contact/": "No contacts yet",
    "/meetings/": "No meeting of yours is coming",
    "/meetings/?of=all": "No meetings yet",
    "/meetings/?view=month": "Nothing in this month",
    "/meetings/calendar/": "Make an address",
    "/meetings/floor/": "Nothing yet",
    "/meetings/together/": "Nobody has said yet who came",
    "/people/1/": "No journey and no step",
    "/reasons/": "No contact reasons yet",
    "/releases/": "No releases yet",
    "/settings/people/": "1 person",
    "/settings/teams/": "No team on this side yet",
}
BEGINNING = {
    "Name of your organisation": "Fresh Start",
    "Your name": "Ada Nowak",
    "The name of your team": "Digital",
    "Your mail address": "ada@example.org",
    "Password": PASSWORD,
    "Password, again": PASSWORD,
}


@pytest.fixture(scope="module")
def fresh() -> Iterator[Site]:
    with running(demo=False) as started:
        yield started


@pytest.fixture(scope="module")
def nobody(fresh: Site, chrome: Browser) -> Iterator[Judge]:
    who = judge_of(chrome, fresh.url)
    yield who
    who.close()


@pytest.fixture(scope="module")
def ada(fresh: Site, chrome: Browser, nobody: Judge) -> Iterator[Judge]:
    """The first admin, who has just begun."""
    who = visitor(chrome, fresh.url)
    who.goto("/")
    for label, value in BEGINNING.items():
        who.page.get_by_label(label, exact=True).fill(value)
    who.page.get_by_label("The side that builds", exact=True).check()
    press(who, "Begin")
    heading(who, "First steps")
    judge = judge_of(chrome, fresh.url, state=who.context.storage_state())
    who.context.close()
    yield judge
    judge.close()


def test_empty_first_run_is_sound(nobody: Judge):
    nobody.goto("/")

    assert route_of(nobody.visitor.path) == "people:welcome-add"
    assert nobody.faults() == []


def test_empty_first_run_sent_wrongly_says_so(nobody: Judge):
    nobody.goto("/welcome/")

    assert faults_of(nobody, Wrong("Begin", {"=email": "nobody"})) == []


def test_empty_first_steps_are_sound(ada: Judge):
    ada.goto("/welcome/next/")

    assert route_of(ada.visitor.path) == "people:welcome-show"
    assert ada.faults() == []


@pytest.mark.parametrize("path", sorted(EMPTY))
def test_empty_page_is_sound(path: str, ada: Judge):
    ada.goto(path)

    assert EMPTY[path] in ada.visitor.page.locator("main").inner_text()
    assert ada.faults_at_ends() == []


@pytest.fixture(scope="module")
def first_journey(fresh: Site, chrome: Browser, ada: Judge) -> str:
    """The path of a journey without a step, once there is somebody of each side."""
    admin: Any = ada.visitor
    admin.goto("/settings/teams/add/?side=ops")
    admin.page.get_by_label("Name").fill("Care")
    press(admin, "Add the team")
    heading(admin, "First steps")
    omar = visitor(chrome, fresh.url)
    come_in(omar, invite(admin, "Omar Haddad", "omar@example.org", team="Care"))
    omar.context.close()
    return draft(admin, "Move home", product="Ada Nowak", ops="Omar Haddad")


@pytest.mark.parametrize("page", ["", "edit/", "history/"])
def test_empty_journey_is_sound(page: str, ada: Judge, first_journey: str):
    ada.goto(first_journey + page)

    assert ada.faults_at_ends() == []


def test_empty_release_is_sound(ada: Judge):
    admin = ada.visitor
    admin.goto("/releases/add/")
    admin.page.get_by_label("Name", exact=True).fill("Release 1")
    admin.page.get_by_label("Day it reaches customers").fill("2026-11-16")
    press(admin, "Add the release")
    heading(admin, "Release 1")

    ada.goto(admin.path)

    assert ada.faults_at_ends() == []
