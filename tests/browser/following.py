"""How soon, and that without a reload, a screen shows what another did."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg

from tests.browser.browsing import Visitor
from tests.browser.site import Site

Rows = list[tuple[Any, ...]]
Session = psycopg.Connection[tuple[Any, ...]]
LOOK_SECONDS, PATIENCE_SECONDS = 0.002, 60
# Notes the moment in which a part of the page first says something else.
WATCH = """([selector, patience]) => {
    window.here = true;
    const text = () => document.querySelector(selector)?.textContent;
    const before = text();
    window.moved = new Promise((done, failed) => {
        const end = performance.now() + patience * 1000;
        const look = () => {
            const now = text();
            if (now !== undefined && now !== before) done(Date.now());
            else if (performance.now() > end) failed(`${selector} stays: ${now}`);
            else requestAnimationFrame(look);
        };
        look();
    });
}"""


@contextmanager
def without_reload(*screens: Visitor) -> Iterator[None]:
    """These pages are never loaded again, whatever becomes of their parts."""
    for who in screens:
        who.page.evaluate("window.here = true")
    yield
    for who in screens:
        assert who.page.evaluate("window.here === true"), f"{who.path} was loaded anew"


def seconds_until_seen(
    site: Site, screen: Visitor, part: str, query: str, change: Callable[[], None]
) -> float:
    """From the commit that changes the query's answer to the part of the screen.

    The commit counts from when another connection can read it; the screen from the
    frame in which the part holds other words.
    """
    screen.page.evaluate(WATCH, [part, PATIENCE_SECONDS])
    database = site.environment["DATABASE_URL"]
    with (
        psycopg.connect(database, autocommit=True) as session,
        ThreadPoolExecutor(1) as clock,
    ):
        before = session.execute(query).fetchall()
        committed = clock.submit(_moment, session, query, before)
        change()
        began = committed.result(PATIENCE_SECONDS)
    seen = float(screen.page.evaluate("window.moved")) / 1000
    assert screen.page.evaluate("window.here === true")
    return seen - began


def _moment(session: Session, query: str, before: Rows) -> float:
    """When a query first answers something else than before."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if session.execute(query).fetchall() != before:
            return time.time()
        time.sleep(LOOK_SECONDS)
    raise TimeoutError(f"{query} goes on answering {before}")
