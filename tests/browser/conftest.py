"""One running product and one Chromium for all browser tests of a process."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import AXE
from tests.browser.browsing import Visitor, chromium, sign_in, visitor
from tests.browser.crawl import crawl
from tests.browser.site import Site, running


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them share one running product, so one process runs them all."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def auditor(site: Site, chrome: Browser) -> Iterator[Visitor]:
    """An admin whose browser can judge a page; kept for the whole run."""
    who = visitor(chrome, site.url)
    who.context.add_init_script(path=str(AXE))
    sign_in(who, "admin")
    yield who
    who.context.close()


@pytest.fixture(scope="session")
def pages(auditor: Visitor) -> dict[str, str]:
    """An address for each route that links lead to."""
    return crawl(auditor)


@pytest.fixture
def member(site: Site, chrome: Browser) -> Iterator[Visitor]:
    who = visitor(chrome, site.url)
    sign_in(who, "member", side="product")
    yield who
    who.context.close()


@pytest.fixture
def outsider(site: Site, chrome: Browser) -> Iterator[Visitor]:
    """A browser in which nobody is signed in."""
    who = visitor(chrome, site.url)
    who.context.add_init_script(path=str(AXE))
    yield who
    who.context.close()
