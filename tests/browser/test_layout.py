"""Where things stand, for whoever looks."""

import pytest

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
