"""700 pasted rows are cut to a slice of 12: by keys alone, and by dragging."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf
from tests.browser.following import without_reload
from tests.browser.keys import focused, into_main, press, push, send, tab_to, write

pytestmark = pytest.mark.capability("C12")
LIST = "/initiatives/help-before-the-reminder/requirements/"
OTHER = "/initiatives/photo-readings-2/requirements/"
ROWS = 700
SOON = 15_000


def lines(mark: str) -> str:
    """Every 59th of them is one of the twelve."""
    return "\n".join(
        f"{mark} {number}: {'write before the reminder' if number % 59 == 0 else 'etc'}"
        for number in range(ROWS)
    )


def paste(member: Visitor) -> None:
    member.goto(f"{LIST}add/")
    into_main(member)
    tab_to(member, "Paste them here")
    member.page.keyboard.insert_text(lines("Row"))
    send(member, "Check the rows")
    send(member, f"Add {ROWS} requirements")
    expect(member.page.locator("#slice-title")).to_contain_text(f"0 of {ROWS}")


def test_requirements_are_cut_to_12_of_700_by_keyboard(member: Visitor):
    paste(member)
    write(member, "Search", "write reminder")
    press(member, "Enter")
    expect(member.page.locator(".filters__note")).to_contain_text("12 shown")
    member.settle()
    tab_to(member, "All 12 shown")
    press(member, "Space")
    push(member, "Put in the slice")

    title = member.page.locator("#slice-title")
    expect(title).to_contain_text(f"12 of {ROWS}")
    slice_rows = member.page.locator("#slice-rows li")
    expect(slice_rows).to_have_count(12)
    tab_to(member, "Down: Row 0: write", back=True)
    press(member, "Enter")
    expect(slice_rows.nth(1)).to_contain_text("Row 0:")
    member.settle()
    assert focused(member).startswith("Down: Row 0:")
    push(member, "Take out")
    expect(title).to_contain_text(f"11 of {ROWS}")
    assert member.take_complaints() == []


def test_requirements_are_dragged_into_the_slice_and_seen_live(browser_of: BrowserOf):
    who, other = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    # High enough that nothing is scrolled under the hand, also beside a notice.
    who.page.set_viewport_size({"width": 1440, "height": 1400})
    who.goto(f"{OTHER}add/")
    who.page.get_by_label("Paste them here").fill("One\nTwo\nThree")
    who.page.get_by_role("button", name="Check the rows").click()
    who.page.get_by_role("button", name="Add 3 requirements").click()
    who.page.locator("#slice-title").wait_for()
    other.goto(OTHER)
    drawn = who.page.locator("#slice-rows")

    def grip(text: str, area: str) -> None:
        row = who.page.locator(f"{area} li").filter(has_text=text)
        row.locator("[data-grip]").drag_to(drawn)
        who.settle()

    with without_reload(other):
        grip("Two", ".reqs__rows")
        expect(drawn.locator("li")).to_have_count(1)
        grip("One", ".reqs__rows")
        expect(drawn.locator("li")).to_have_count(2)
        theirs = other.page.locator("#slice-rows li")
        expect(theirs).to_have_count(2)
        other.page.get_by_role("button", name="Put in the slice: Three").click()
        expect(drawn.locator("li")).to_have_count(3)
    drawn.locator("li").first.locator("[data-grip]").drag_to(
        who.page.locator(".reqs__rows").first
    )
    expect(who.page.locator("#slice-title")).to_contain_text("2 of 3")
    assert who.take_complaints() == []


def test_requirement_dropped_while_the_list_is_on_its_way_is_not_lost(
    browser_of: BrowserOf,
):
    who, other = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    path = "/initiatives/two-homes-one-account/requirements/"
    who.goto(f"{path}add/")
    who.page.get_by_label("Paste them here").fill("One\nTwo\nThree")
    who.page.get_by_role("button", name="Check the rows").click()
    who.page.get_by_role("button", name=re.compile("^Add 3")).click()
    drawn = who.page.locator("#slice-rows li")
    before = drawn.count()
    other.goto(path)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    who.page.route(f"**{path}", hold, times=1)

    other.page.get_by_role("button", name="Put in the slice: Three").click()
    expect(other.page.locator("#slice-rows li")).to_have_count(before + 1)
    who.page.wait_for_selector("#requirements.htmx-request")
    grip = who.page.locator(".reqs__rows li").filter(has_text="Two")
    grip.locator("[data-grip]").drag_to(who.page.locator("#slice-rows"))
    for route in held:
        route.continue_()

    expect(drawn).to_have_count(before + 2, timeout=SOON)
    who.goto(path)
    expect(drawn).to_have_count(before + 2)


def test_requirements_are_drawn_on_a_phone(browser_of: BrowserOf):
    who = browser_of("Arjun Mehta")
    who.show("phone", "light")
    who.goto("/initiatives/final-bill-in-a-week/requirements/")
    page = who.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_role("button", name="Put in the slice: Ask once").click()
    expect(page.locator("#slice-title")).to_contain_text("13 of 120")
    page.get_by_role("button", name="Take out: Ask once").click()
    expect(page.locator("#slice-title")).to_contain_text("12 of 120")
