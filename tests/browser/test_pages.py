"""Every page, light and dark, at every size: open to all, and quiet."""

import pytest

from tests.browser.axe import audit, violations
from tests.browser.browsing import Visitor
from tests.browser.crawl import route_of
from tests.policies import gather

RULES, _ = gather()
# Not pages: machines read them, they lead on at once, or they are files.
NOT_PAGES = {
    "health-live": "for machines",
    "health-ready": "for machines",
    "live-stream": "a stream",
}
PAGES = sorted(
    name
    for name, rule in RULES.items()
    if rule.method == "get" and name not in NOT_PAGES
)
OUTSIDE = ["/accounts/login/", "/accounts/password/reset/", "/nothing-here/"]


def sound(who: Visitor, path: str) -> list[str]:
    """Faults of one page; a page that may answer 404 is allowed to say so."""
    who.resize("desktop")
    who.take_complaints()
    who.goto(path)
    faults = audit(who) + who.take_complaints()
    return [fault for fault in faults if "status of 404" not in fault]


@pytest.mark.parametrize("route", PAGES)
def test_page_is_sound(route: str, auditor: Visitor, pages: dict[str, str]):
    if route not in pages:
        pytest.skip("no link leads there from what the demo holds")

    assert sound(auditor, pages[route]) == []


def test_pages_are_found_by_their_links(pages: dict[str, str]):
    assert len(pages) >= 20, sorted(pages)


@pytest.mark.parametrize("path", OUTSIDE)
def test_page_outside_is_sound(path: str, outsider: Visitor):
    assert sound(outsider, path) == []


def test_page_that_is_not_there_is_sound(auditor: Visitor):
    assert sound(auditor, "/nothing-here/") == []


@pytest.mark.parametrize("dialog", ["palette", "keys"])
def test_dialog_is_sound(dialog: str, auditor: Visitor):
    auditor.goto("/")
    auditor.page.evaluate("id => document.getElementById(id).showModal()", dialog)

    assert audit(auditor) == []


def test_menu_of_the_phone_is_sound(auditor: Visitor):
    auditor.resize("phone")
    auditor.goto("/")
    auditor.page.get_by_role("button", name="More").click()

    assert violations(auditor) == []


def test_axe_sees_a_fault(outsider: Visitor):
    outsider.goto("/accounts/login/")
    outsider.page.evaluate(
        "document.querySelector('main').append(document.createElement('button'))"
    )

    assert any("button-name" in fault for fault in violations(outsider))


def test_crawl_knows_routes():
    assert route_of("/") == "dashboards:home"
    assert route_of("/nothing-here/") == ""
