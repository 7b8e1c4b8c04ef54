"""Where things stand, for whoever looks."""

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf

SPILT = """() => [...document.querySelectorAll("main td, main th")].filter(cell => {
    const {left, right, width} = cell.getBoundingClientRect();
    return width > 1 && [...cell.querySelectorAll("*")].some(each => {
        const box = each.getBoundingClientRect();
        return box.width > 1 && (box.right > right + 1 || box.left < left - 1);
    });
}).map(cell => cell.textContent.replace(/\\s+/g, " "))"""

BEYOND = """() => {
    const {scrollWidth, clientWidth} = document.querySelector(
        "#card-journeys .table-wrap");
    return scrollWidth - clientWidth;
}"""


@pytest.mark.parametrize("path", ["/journeys/", "/releases/", "/reasons/"])
def test_title_begins_where_the_page_does_also_without_anything_to_do(
    path: str, browser_of: BrowserOf
):
    agent = browser_of("Abel Girma")

    agent.goto(path)

    title, page = agent.page.evaluate("""() => ["h1", "main > *:has(h1)"].map(
        name => document.querySelector(name).getBoundingClientRect().left)""")
    assert title == pytest.approx(page, abs=1)


@pytest.mark.parametrize("width", [1920, 1440, 1280, 1180, 1024, 768, 390, 320])
def test_cells_of_home_hold_what_is_in_them(width: int, member: Visitor):
    member.page.set_viewport_size({"width": width, "height": 900})

    member.goto("/")

    assert member.page.locator("#card-journeys td").count() > 20
    assert member.page.evaluate(SPILT) == []
    assert member.page.evaluate(BEYOND) <= 0


INITIATIVE = "/initiatives/final-bill-in-a-week/"
WORD = "each => { each.textContent = 'm'.repeat(120); }"
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("part", ["", "kickoff/", "requirements/", "history/"])
def test_page_is_no_wider_for_a_long_word(width: int, part: str, member: Visitor):
    member.page.set_viewport_size({"width": width, "height": 900})
    member.goto(f"{INITIATIVE}{part}")

    for name in ("h1", ".crumbs a:last-of-type"):
        member.page.locator(name).evaluate(WORD)

    assert member.page.evaluate(SIDEWAYS) <= 0


LOW = """() => [...document.querySelectorAll(
    "main :is(.btn, summary, select, .lens a, .subnav a, .filters input),"
    + "main label:has(input)"
)].filter(each => each.checkVisibility()
    && each.getBoundingClientRect().height < 44 - .5
).map(each => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/actions/?of=all", "/meetings/", "/workarounds/", "/settings/mails/"),
        *("/search/?q=bill", f"{INITIATIVE}requirements/", f"{INITIATIVE}kickoff/"),
    ],
)
def test_what_a_finger_presses_on_a_phone_is_high_enough(path: str, member: Visitor):
    member.resize("phone")

    member.goto(path)

    assert member.page.evaluate(LOW) == []


@pytest.mark.parametrize(
    ("path", "place"), [("/actions/", "Actions"), ("/decisions/", "More")]
)
def test_phone_says_in_its_bar_where_one_is(path: str, place: str, member: Visitor):
    member.resize("phone")

    member.goto(path)

    expect(member.page.locator(".tabbar [aria-current]")).to_contain_text(place)
