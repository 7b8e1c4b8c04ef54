"""Where things stand, for whoever looks."""

import pytest

from tests.browser.conftest import BrowserOf


@pytest.mark.parametrize("path", ["/journeys/", "/releases/", "/reasons/"])
def test_title_begins_where_the_page_does_also_without_anything_to_do(
    path: str, browser_of: BrowserOf
):
    agent = browser_of("Abel Girma")

    agent.goto(path)

    title, page = agent.page.evaluate("""() => ["h1", "main > *:has(h1)"].map(
        name => document.querySelector(name).getBoundingClientRect().left)""")
    assert title == pytest.approx(page, abs=1)
