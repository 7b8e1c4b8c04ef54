"""Every page, light and dark, at every size: open to all, and quiet."""

import pytest
from django.shortcuts import render
from django.urls import reverse

from tests.browser.axe import Judge, violations
from tests.browser.browsing import SCHEMES, SIZES, Visitor
from tests.browser.crawl import Crawl, route_of
from tests.browser.making import Made
from tests.browser.routes import (
    ALL,
    CALENDAR,
    ELSEWHERE,
    FILE,
    LINKED,
    MACHINE,
    MADE,
    NOT_PAGES,
    ONWARD,
    PAPER,
    STREAM,
)

# How the address of something that is no page shows what it is.
SHOWN_BY = {
    MACHINE: "application/json",
    STREAM: "text/event-stream",
    FILE: "attachment",
    PAPER: "application/pdf",
    CALENDAR: "text/calendar",
    ONWARD: "redirect",
}
KIND = """async address => {
    const stop = new AbortController();
    const answer = await fetch(address, {redirect: 'manual', signal: stop.signal});
    const heads = ['content-disposition', 'content-type'];
    const said = answer.type === 'opaqueredirect' ? ['redirect']
        : heads.map(each => answer.headers.get(each));
    stop.abort();
    return said.join(' ');
}"""
PATHS = {
    "journeys:kickoff-day": "/initiatives/final-bill-in-a-week/kickoff/day.ics",
    "journeys:kickoff-print": "/initiatives/final-bill-in-a-week/kickoff/print.pdf",
    "journeys:workaround-export": "/workarounds/workarounds.xlsx",
    "journeys:requirement-export": (
        "/initiatives/final-bill-in-a-week/requirements/export/"
    ),
}
OF_AN_ACCOUNT = {"mfa_download_recovery_codes"}  # judged with the account's pages
# Pages in another dress: what the demo shows only when it is asked to.
DRESSES = {
    "a slice of a long list": "/initiatives/final-bill-in-a-week/requirements/",
    "decisions to look at again": "/decisions/?state=revisit",
    "an initiative that decided early": "/initiatives/two-homes-one-account/",
    "home for the one side": "/?lens=product",
    "home for the other side": "/?lens=ops",
    "no journey like that": "/journeys/?q=zzzz",
    "no release like that": "/releases/?year=2026&when=coming&journey=move-home",
    "people who are invited": "/settings/people/?state=invited",
    "handling time of a journey": "/kpis/aht/?journey=move-home&weeks=all",
    "meetings of a month": "/meetings/?view=month&of=all",
    "meetings with one side": "/meetings/?of=all&when=past&came=one",
    "no meeting like that": "/meetings/?q=zzzz",
    "contacts of no day": "/kpis/contacts/?first=1999-01-01&last=1999-01-02",
    "no workaround like that": "/workarounds/?q=zzzz",
    "workarounds without an owner": "/workarounds/?side=long",
    "workarounds that are over": "/workarounds/?state=retired",
    "search with something found": "/search/?q=meter",
    "search of one kind": "/search/?q=bill&kind=step",
    "search with nothing found": "/search/?q=zzzz",
    "search with nothing but common words": "/search/?q=the",
    "audit of one kind": "/settings/audit/?kind=journeys.kickoff",
    "audit with nothing found": "/settings/audit/?q=zzzz",
    "history before anything happened": "/actions/1/history/?on=1999-01-01",
    "owners on a day long ago": "/journeys/move-home/history/?on=1999-01-01",
}


@pytest.mark.parametrize("route", sorted(LINKED))
def test_page_is_sound(route: str, judge: Judge, linked: Crawl):
    assert route in linked.pages, "no link leads there: bring it about in making.py"

    judge.goto(linked.pages[route])

    assert route_of(judge.visitor.path) == route
    assert judge.faults() == []


@pytest.mark.parametrize("route", sorted(MADE))
def test_page_that_nothing_links_to_is_sound(
    route: str, judge: Judge, stranger: Judge, made: Made
):
    who = stranger if route == "people:invitation-accept" else judge

    who.goto(made[route])

    assert route_of(who.visitor.path) == route
    assert who.faults() == []


@pytest.mark.parametrize("dress", DRESSES)
def test_page_in_another_dress_is_sound(dress: str, judge: Judge):
    judge.goto(DRESSES[dress])

    assert judge.faults_at_ends() == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_page_of_what_went_wrong_is_sound(status: int, stranger: Judge):
    """Put in the way of an address, as nothing is to break for it."""
    said = stranger.visitor.context.request.get(stranger.visitor.url + "/healthz")
    heads = {"Content-Security-Policy": said.headers["content-security-policy"]}
    broken = {
        "status": status,
        "headers": heads | {"Content-Type": "text/html; charset=utf-8"},
        "body": render(None, f"{status}.html").content,
    }
    stranger.visitor.page.route("**/broken/", lambda route: route.fulfill(**broken))

    stranger.goto("/broken/")

    assert stranger.visitor.page.locator("h1").is_visible()
    assert stranger.faults(answered=status) == []


def test_pages_are_all_of_one_kind():
    assert ELSEWHERE | set(NOT_PAGES) <= ALL
    assert not ELSEWHERE & set(NOT_PAGES)
    assert len(LINKED) >= 20


@pytest.mark.parametrize("route", sorted(set(NOT_PAGES) - OF_AN_ACCOUNT))
def test_address_that_is_no_page_is_what_it_says(
    route: str, judge: Judge, linked: Crawl, made: Made
):
    path = PATHS.get(route) or linked.pages.get(route) or _path(route, made)
    judge.visitor.goto("/settings/")

    said = judge.visitor.page.evaluate(KIND, path)

    assert SHOWN_BY[NOT_PAGES[route]] in said


def _path(route: str, made: Made) -> str:
    if route == "kpis:import-refused-export":
        return made["kpis:import-refused"].replace("refused/", "refused.csv")
    return made[route] if route in made.ways else reverse(route)


@pytest.mark.parametrize("key", ["/", "?"])
def test_dialog_is_sound(key: str, judge: Judge):
    judge.goto("/")
    judge.visitor.page.keyboard.press(key)
    judge.visitor.settle()

    assert judge.faults_at_ends() == []


def test_menu_of_the_phone_is_sound(judge: Judge):
    judge.goto("/")
    judge.visitor.resize("phone")
    judge.visitor.page.get_by_role("button", name="More").click()

    for scheme in SCHEMES:
        judge.visitor.show("phone", scheme)
        assert violations(judge.visitor) == []


def test_axe_sees_a_fault_at_each_size(stranger: Judge):
    stranger.goto("/accounts/login/")
    stranger.visitor.page.evaluate(
        "document.querySelector('main').append(document.createElement('button'))"
    )

    found = stranger.faults()
    assert [fault.partition(": ")[0] for fault in found] == [
        f"{size}, light" for size in SIZES
    ]
    assert all("button-name" in fault for fault in found)


def test_axe_sees_a_colour_in_each_theme_and_size(stranger: Judge):
    stranger.goto("/accounts/login/")
    stranger.visitor.page.evaluate(
        """() => {
            const pale = document.createElement('p');
            pale.textContent = 'Hardly to be read';
            pale.style.cssText = 'color: #777; background: #888';
            document.querySelector('main').append(pale);
        }"""
    )

    found = stranger.faults()
    assert [fault.partition(": ")[0] for fault in found] == [
        f"{size}, {scheme}" for size in SIZES for scheme in SCHEMES
    ]
    assert all("color-contrast" in fault for fault in found)


def test_page_that_is_too_wide_is_seen(judge: Judge):
    judge.goto("/journeys/")
    judge.visitor.page.evaluate(
        """() => {
            const wide = document.createElement('canvas');
            wide.width = 360;
            document.querySelector('h1').append(wide);
        }"""
    )

    assert any(
        "small, light" in fault and "px sideways" in fault for fault in judge.faults()
    )


def test_crawl_knows_routes():
    assert route_of("/") == "dashboards:home"
    assert route_of("/nothing-here/") == ""


@pytest.mark.parametrize("size", ["phone", "small"])
def test_steps_are_as_wide_as_each_other_on_a_phone(size: str, member: Visitor):
    """Also those of a phase that has fewer steps than its neighbour."""
    member.resize(size)
    member.goto("/journeys/get-help-when-money-is-short/")
    wide = (
        """steps => steps.map(each => Math.round(each.getBoundingClientRect().width))"""
    )

    widths = member.page.locator("article.step").evaluate_all(wide)

    assert len(widths) > 4
    assert len(set(widths)) == 1
    assert widths[0] > 250
