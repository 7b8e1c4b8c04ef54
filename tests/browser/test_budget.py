"""What a first visit costs, compressed."""

import gzip
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.browsing import Visitor, visitor
from tests.browser.conftest import CookiesOf
from tests.browser.crawl import Crawl
from tests.browser.site import Site

BUDGETS = {"html": 25_000, "css": 20_000, "js": 30_000, "woff2": 50_000}
TOTAL = 120_000


def kind_of(response: Response) -> str:
    ending = urlsplit(response.url).path.rpartition(".")[2]
    return ending if ending in BUDGETS else "html"


def answers_of(who: Visitor, path: str) -> list[Response]:
    """Everything the server sent for one visit."""
    seen: list[Response] = []

    def note(response: Response) -> None:
        seen.append(response)

    who.page.on("response", note)
    who.goto(path)
    who.page.remove_listener("response", note)
    return seen


def weigh(who: Visitor, path: str) -> dict[str, int]:
    """Bytes of a page by kind; what is not compressed yet is weighed as gzip."""
    weights: dict[str, int] = {}
    for response in answers_of(who, path):
        if response.status != 200 or "/live/" in response.url:
            continue
        kind, body = kind_of(response), who.context.request.get(response.url).body()
        size = len(body) if kind == "woff2" else len(gzip.compress(body))
        weights[kind] = weights.get(kind, 0) + size
    return weights


@pytest.fixture
def newcomer(site: Site, chrome: Browser, cookies_of: CookiesOf) -> Iterator[Visitor]:
    """Somebody whose browser has kept nothing from a visit before."""
    who = visitor(chrome, site.url, state=cookies_of("Arjun Mehta"))
    yield who
    who.context.close()


@pytest.mark.parametrize("route", ["dashboards:home", "journeys:journey-show"])
def test_page_keeps_its_budget(route: str, newcomer: Visitor, linked: Crawl):
    weights = weigh(newcomer, linked.pages[route])

    over = {kind: size for kind, size in weights.items() if size > BUDGETS[kind]}
    assert over == {}
    assert sum(weights.values()) <= TOTAL, weights


def test_static_files_are_served_compressed_and_kept(newcomer: Visitor):
    styles = [a for a in answers_of(newcomer, "/") if ".css" in a.url]

    assert styles
    for answer in styles:
        assert "max-age=315360000" in answer.headers["cache-control"], answer.url
