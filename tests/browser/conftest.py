"""One running product and one Chromium for all browser tests of a process."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.axe import Judge, judge_of
from tests.browser.browsing import (
    Visitor,
    chromium,
    fresh,
    sign_in,
    visitor,
    window,
)
from tests.browser.crawl import Crawl, crawl
from tests.browser.making import Made
from tests.browser.site import Site, running

CookiesOf = Callable[[str], Any]
BrowserOf = Callable[[str], Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def cookies_of(site: Site, chrome: Browser) -> CookiesOf:
    """The cookies of a person of the demo: one sign-in for all tests."""
    kept: dict[str, Any] = {}

    def cookies(name: str) -> Any:
        if name not in kept:
            who = visitor(chrome, site.url)
            sign_in(who, name)
            kept[name] = who.context.storage_state()
            who.context.close()
        return kept[name]

    return cookies


@pytest.fixture(scope="session")
def browsers() -> dict[str, BrowserContext]:
    """The browsers of people of the demo, as they were left."""
    return {}


@pytest.fixture
def browser_of(
    site: Site,
    chrome: Browser,
    cookies_of: CookiesOf,
    browsers: dict[str, BrowserContext],
) -> Iterator[BrowserOf]:
    """A page of a browser in which a person of the demo is signed in.

    The browser stays, as starting one takes longer than most tests, without what a
    test has left in it.
    """
    opened = []

    def open_for(name: str) -> Visitor:
        if name not in browsers:
            browsers[name] = fresh(chrome, cookies_of(name))
        opened.append((name, window(browsers[name], site.url)))
        return opened[-1][1]

    yield open_for
    for name, who in opened:
        who.leave(cookies_of(name))


@pytest.fixture
def member(browser_of: BrowserOf) -> Visitor:
    return browser_of("Arjun Mehta")


@pytest.fixture
def admin(browser_of: BrowserOf) -> Visitor:
    return browser_of("Mei Tan")


@pytest.fixture(scope="session")
def judge(site: Site, chrome: Browser, cookies_of: CookiesOf) -> Iterator[Judge]:
    """An admin whose browser judges pages; kept for the whole run."""
    who = judge_of(chrome, site.url, state=cookies_of("Mei Tan"))
    yield who
    who.close()


@pytest.fixture(scope="session")
def stranger(site: Site, chrome: Browser) -> Iterator[Judge]:
    """A browser that judges, in which nobody is signed in."""
    who = judge_of(chrome, site.url)
    yield who
    who.close()


@pytest.fixture(scope="session")
def linked(judge: Judge) -> Crawl:
    """An address for each route that links lead to."""
    return crawl(judge.visitor)


@pytest.fixture(scope="session")
def made(site: Site, judge: Judge, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Addresses that no link leads to."""
    return Made(judge.visitor, tmp_path_factory.mktemp("made"), site)
