"""Back shows where one was, and nothing once one has signed out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browsing import DEBIAN, FLAGS, Visitor, sign_in, visitor
from tests.browser.site import Site


@pytest.fixture
def somebody(site: Site, chrome: Browser) -> Iterator[Visitor]:
    """Somebody with a session of their own, in a browser that keeps pages for Back.

    Playwright turns that off by default; it is on in the browsers people have.
    """
    browser = chrome.browser_type.launch(
        executable_path=str(DEBIAN) if DEBIAN.exists() else None,
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    who = visitor(browser, site.url)
    sign_in(who, "Arjun Mehta")
    yield who
    browser.close()


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


def test_page_is_fetched_once_and_from_the_moment_the_button_goes_down(
    somebody: Visitor,
):
    somebody.goto("/")
    asked: list[str] = []
    line = somebody.context.new_cdp_session(somebody.page)
    line.send("Network.enable")
    line.on(
        "Network.responseReceived",
        lambda came: (
            asked.append(f"{came['type']} {came['response'].get('fromPrefetchCache')}")
            if came["response"]["url"].endswith("/journeys/")
            else None
        ),
    )
    link = somebody.page.locator("a[data-ahead][href='/journeys/']").first

    link.hover()
    somebody.page.wait_for_timeout(500)
    rested = list(asked)
    somebody.page.mouse.down()
    somebody.page.wait_for_timeout(200)
    somebody.page.mouse.up()
    somebody.page.wait_for_url("**/journeys/")
    somebody.settle()

    assert rested == []  # by the click it might be old
    assert asked == ["Prefetch True", "Document True"]
    assert somebody.take_complaints() == []
