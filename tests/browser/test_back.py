"""Back shows where one was, and nothing once one has signed out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browsing import Visitor, sign_in, visitor
from tests.browser.site import Site


@pytest.fixture
def somebody(site: Site, chrome: Browser) -> Iterator[Visitor]:
    """Somebody who signs out in the test: a session of their own."""
    who = visitor(chrome, site.url)
    sign_in(who, "member")
    yield who
    who.context.close()


def test_back_shows_no_page_after_signing_out(somebody: Visitor):
    somebody.goto("/journeys/")
    somebody.goto("/people/1/")
    somebody.goto("/accounts/logout/")
    somebody.page.get_by_role("button", name="Sign out").last.click()
    somebody.page.wait_for_url("**/accounts/login/")

    seen = []
    for _ in range(3):
        somebody.page.go_back(wait_until="load")
        seen.append(somebody.page.title())

    assert all(title.startswith("Sign in") for title in seen), seen


def test_back_goes_through_the_filters_one_chose(somebody: Visitor):
    somebody.goto("/journeys/")
    everything = somebody.page.locator("#journeys li, #journeys article").count()
    somebody.page.get_by_role("searchbox").first.fill("bill")
    somebody.page.wait_for_url("**/journeys/?*q=bill*")
    somebody.settle()
    fewer = somebody.page.locator("#journeys li, #journeys article").count()

    somebody.page.go_back()

    expect(somebody.page.locator("#journeys li, #journeys article")).to_have_count(
        everything
    )
    assert 0 < fewer < everything
