"""What axe-core says about the page that is shown, in light and dark at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser.browsing import SCHEMES, SIZES, Scheme, Visitor, visitor

AXE = (Path(__file__).parent / "vendor/axe-core-4.14.1/axe.min.js").read_text()
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


# The widest page in light, the narrowest in dark.
ENDS: Sequence[tuple[str, Scheme]] = (("desktop", "light"), ("small", "dark"))


def violations(who: Visitor) -> list[str]:
    """Faults of the page as one browser shows it now."""
    _begin(who)
    return list(who.page.evaluate(ANSWER))


def _begin(who: Visitor) -> None:
    if not who.page.evaluate("() => 'axe' in window"):
        who.page.evaluate(f"() => {{ {AXE} }}")
    who.page.evaluate(BEGIN)


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
            found += self._judged([(size, scheme) for scheme in SCHEMES])
        return found + self._complaints(answered)

    def faults_at_ends(self, *, answered: int = 200) -> list[str]:
        """The same at two ends only: for another state of a page judged everywhere."""
        return self._judged(ENDS) + self._complaints(answered)

    def _judged(self, places: Sequence[tuple[str, Scheme]]) -> list[str]:
        """Begun in all before the first is waited for: they work side by side."""
        found = []
        for size, scheme in places:
            self._of(scheme).resize(size)
            _begin(self._of(scheme))
        for size, scheme in places:
            said = self._of(scheme).page.evaluate(ANSWER)
            found += [f"{size}, {scheme}: {fault}" for fault in said]
        return found

    def _of(self, scheme: Scheme) -> Visitor:
        return self.light if scheme == "light" else self.dark

    def _complaints(self, answered: int) -> list[str]:
        return [
            complaint
            for each in self.both
            for complaint in each.take_complaints()
            if answered == 200 or f"status of {answered} " not in complaint
        ]

    def close(self) -> None:
        for each in self.both:
            each.context.close()


def judges(browser: Browser, url: str, *, state: Any = None) -> Judges:
    """Two browsers that can judge, signed in as whose cookies `state` holds."""
    return Judges(
        *(visitor(browser, url, scheme=scheme, state=state) for scheme in SCHEMES)
    )
