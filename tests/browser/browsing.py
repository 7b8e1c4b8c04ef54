"""One Chromium for all browser tests, and the people who sit before it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)

# Pages go too quickly for their scripts to be worth optimising: that would be a fifth
# of what the browser does.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt --no-maglev",
]
DEBIAN = Path("/usr/bin/chromium")
SIZES = {"desktop": (1440, 900), "phone": (390, 844), "small": (320, 640)}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium where it is, else the one Playwright installed."""
    path = str(DEBIAN) if DEBIAN.exists() else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A person's browser, and everything it complained about."""

    context: BrowserContext
    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def goto(self, path: str) -> None:
        """Open a page and wait until its own fragments are in."""
        self.page.goto(self.url + path, wait_until="commit")
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state("load")
        self.page.wait_for_timeout(30)
        self.page.wait_for_selector(".htmx-request, .htmx-swapping", state="detached")
        self.page.wait_for_timeout(30)

    def resize(self, size: str) -> None:
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})

    def show(self, size: str, scheme: Scheme) -> None:
        """At that size and in that theme; nothing moves."""
        self.resize(size)
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def take_complaints(self) -> list[str]:
        taken, self.complaints = self.complaints, []
        return taken

    def leave(self, state: Any) -> None:
        """Close the page; its browser keeps nothing but the cookies of `state`."""
        self.page.evaluate("() => origin === 'null' || localStorage.clear()")
        self.page.close()
        self.context.clear_cookies()
        self.context.add_cookies(state["cookies"])

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)


def visitor(browser: Browser, url: str, *, state: Any = None) -> Visitor:
    """Somebody who is not signed in, or with the cookies of `state` somebody who is."""
    return window(fresh(browser, state), url)


def fresh(browser: Browser, state: Any = None) -> BrowserContext:
    """A browser that has seen nothing, with no more than the cookies of `state`."""
    width, height = SIZES["desktop"]
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="light",
        reduced_motion="reduce",
        storage_state=state,
    )


def window(context: BrowserContext, url: str) -> Visitor:
    """A new page in the browser of somebody who may be signed in there already."""
    made = Visitor(context, context.new_page(), url)
    made.page.on("console", lambda said: _note(made, said))
    made.page.on("pageerror", lambda error: made.complaints.append(f"error: {error}"))
    return made


def _note(who: Visitor, said: ConsoleMessage) -> None:
    if said.type in {"error", "warning"}:
        where = said.location["url"].removeprefix(who.url)
        who.complaints.append(f"{said.type}: {said.text} [{where}]")


def sign_in(who: Visitor, name: str) -> None:
    """One click on a person of the demo on the sign-in page."""
    who.goto("/accounts/login/")
    person = who.page.locator(".demo__person").filter(has_text=name)
    person.evaluate("each => each.closest('details')?.setAttribute('open', '')")
    person.click()
    who.page.wait_for_url(f"{who.url}/")
    who.settle()
