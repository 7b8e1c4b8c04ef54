"""What axe-core says about the page that is shown, in light and dark at once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser.browsing import SCHEMES, SIZES, Visitor, visitor

AXE = Path(__file__).parent / "vendor/axe-core-4.14.1/axe.min.js"
# All rules, begun once the page is painted and left running: the other browser's
# begins meanwhile. Preloading is for pages with sound or styles of other origins.
BEGIN = """() => {
    const options = {resultTypes: ['violations'], preload: false, selectors: false};
    window.judged = new Promise(
        painted => requestAnimationFrame(() => setTimeout(painted))
    ).then(() => axe.run(document, options));
}"""
# Its answer, and how far the page is wider than its window.
ANSWER = """async () => {
    const found = (await window.judged).violations.map(each =>
        `${each.id}: ${each.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth)
        found.push(`${scrollWidth - clientWidth} px sideways`);
    return found;
}"""


def violations(who: Visitor) -> list[str]:
    """Faults of the page as one browser shows it now."""
    who.page.evaluate(BEGIN)
    return list(who.page.evaluate(ANSWER))


@dataclass(frozen=True)
class Judges:
    """The same person before two browsers, a light and a dark one."""

    light: Visitor
    dark: Visitor

    @property
    def both(self) -> tuple[Visitor, Visitor]:
        return self.light, self.dark

    def goto(self, path: str) -> None:
        for each in self.both:
            each.resize("desktop")
            each.take_complaints()
        for each in self.both:
            each.begin(path)
        for each in self.both:
            each.settle()

    def do(self, deed: Callable[[Visitor], Any]) -> None:
        """The same in both; it must be something that can be done twice."""
        for each in self.both:
            deed(each)
            each.settle()

    def faults(self, *, answered: int = 200) -> list[str]:
        """All rules in each theme and size, sideways scrolling, and the console.

        A page that answers 404 or 422 makes Chromium complain of just that.
        """
        found = []
        for size in SIZES:
            for each in self.both:
                each.resize(size)
                each.page.evaluate(BEGIN)
            for each, scheme in zip(self.both, SCHEMES, strict=True):
                said = each.page.evaluate(ANSWER)
                found += [f"{size}, {scheme}: {fault}" for fault in said]
        for each in self.both:
            found += [
                complaint
                for complaint in each.take_complaints()
                if answered == 200 or f"status of {answered} " not in complaint
            ]
        return found

    def close(self) -> None:
        for each in self.both:
            each.context.close()


def judges(browser: Browser, url: str, *, state: Any = None) -> Judges:
    """Two browsers that can judge, signed in as whose cookies `state` holds."""
    made = [visitor(browser, url, scheme=scheme, state=state) for scheme in SCHEMES]
    for each in made:
        each.context.add_init_script(path=str(AXE))
    return Judges(*made)
