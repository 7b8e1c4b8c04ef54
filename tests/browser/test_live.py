"""What one person does appears on another's screen by itself."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor

SOON = 8_000
JOURNEY = "Pay my bill"
ADDRESS = "/journeys/pay-my-bill/"


def owner_of(who: Visitor, side: str) -> str:
    """The address of the page of the one who owns the journey for a side."""
    who.goto(ADDRESS)
    owner = who.page.locator(".page-head .who").filter(
        has=who.page.locator(f".avatar--{side}")
    )
    return str(owner.locator("a").first.get_attribute("href"))


@pytest.mark.capability("C01")
def test_live_owner_who_is_deactivated_is_missed_on_the_others_home(
    member: Visitor, admin: Visitor
):
    person = owner_of(admin, "ops").replace("/people/", "/settings/people/")
    member.goto("/")
    words = f"Nobody in ops looks after “{JOURNEY}”"
    gap = member.page.locator(".needs").get_by_role("link", name=words).first
    expect(gap).to_be_hidden()

    admin.goto(person)
    admin.page.get_by_role("button", name=re.compile("^Deactivate")).click()

    expect(gap).to_be_visible(timeout=SOON)

    admin.goto(person)
    admin.page.get_by_role("button", name=re.compile("^Let .* in again")).click()
    expect(gap).to_be_hidden(timeout=SOON)


@pytest.mark.capability("C21")
def test_live_update_leaves_the_focus_and_what_is_typed(
    member: Visitor, admin: Visitor
):
    member.goto("/journeys/")
    field = member.page.get_by_role("searchbox").first
    field.focus()
    member.page.keyboard.type("met")

    admin.goto("/journeys/move-home/edit/")
    admin.page.locator("form.form textarea").first.fill("From the news to the bill.")
    admin.page.get_by_role("button", name="Save the words").click()
    admin.settle()
    member.page.wait_for_timeout(1500)

    expect(field).to_be_focused()
    expect(field).to_have_value("met")


def test_live_stream_is_closed_while_nobody_looks(member: Visitor):
    member.goto("/")
    opened: list[str] = []

    def note(request):
        if "/live/" in request.url:
            opened.append(request.url)

    member.page.on("request", note)
    hide = """hidden => {
        Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
        document.dispatchEvent(new Event('visibilitychange'));
    }"""

    member.page.evaluate(hide, True)
    member.page.evaluate(hide, False)
    member.page.wait_for_timeout(500)

    assert len(opened) == 1
