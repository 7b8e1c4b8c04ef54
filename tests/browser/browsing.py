"""One Chromium for all browser tests, signed in as demo people."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
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
    """A signed-in person's browser, and everything it complained about."""

    context: BrowserContext
    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def goto(self, path: str) -> None:
        """Open a page and wait until its own fragments are in."""
        self.page.goto(self.url + path)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state("load")
        self.page.wait_for_timeout(30)
        self.page.wait_for_selector(".htmx-request, .htmx-swapping", state="detached")
        self.page.wait_for_timeout(30)

    def resize(self, size: str) -> None:
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})

    def take_complaints(self) -> list[str]:
        taken, self.complaints = self.complaints, []
        return taken


def visitor(browser: Browser, url: str, *, size: str = "desktop") -> Visitor:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    made = Visitor(context, page, url)
    page.on(
        "console",
        lambda said: (
            made.complaints.append(f"{said.type}: {said.text}")
            if said.type in {"error", "warning"}
            else None
        ),
    )
    page.on("pageerror", lambda error: made.complaints.append(f"error: {error}"))
    return made


def sign_in(who: Visitor, role: str, *, side: str = "") -> None:
    """One click on the first demo person of a role (and side) on the sign-in page."""
    who.goto("/accounts/login/")
    people = who.page.locator(".demo__person")
    if side:
        people = people.filter(has=who.page.locator(f".avatar--{side}"))
    people.filter(has_text=role.title()).first.click()
    who.page.wait_for_url(f"{who.url}/")
    who.settle()
