"""What axe-core says about the page that is shown, in light and dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser.browsing import SCHEMES, SIZES, Scheme, Visitor, visitor

AXE = (Path(__file__).parent / "vendor/axe-core-4.14.1/axe.min.js").read_text()
# The rules once the page is painted, and how far it is wider than its window.
# Preloading is for pages with sound or styles of other origins.
JUDGE = """async rules => {
    await new Promise(painted => requestAnimationFrame(() => setTimeout(painted)));
    const options = {resultTypes: ['violations'], preload: false, selectors: false};
    if (rules.length) options.runOnly = {type: 'rule', values: rules};
    const found = (await axe.run(document, options)).violations.map(each =>
        `${each.id}: ${each.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth)
        found.push(`${scrollWidth - clientWidth} px sideways`);
    return found;
}"""
# What a theme can break: it changes colours, and nothing else.
OF_COLOURS = ("color-contrast", "link-in-text-block")
# The widest page in light, the narrowest in dark.
ENDS: Sequence[tuple[str, Scheme]] = (("desktop", "light"), ("small", "dark"))


def violations(who: Visitor, *, rules: Sequence[str] = ()) -> list[str]:
    """Faults of the page as the browser shows it now, by those rules or by all."""
    if not who.page.evaluate("() => 'axe' in window"):
        who.page.evaluate(f"() => {{ {AXE} }}")
    return list(who.page.evaluate(JUDGE, list(rules)))


@dataclass(frozen=True)
class Judge:
    """A person's browser that shows each page in light and dark."""

    visitor: Visitor

    def goto(self, path: str) -> None:
        self.begin_anew()
        self.visitor.goto(path)

    def begin_anew(self) -> None:
        """Wide, light, and without complaints of before."""
        self.visitor.show("desktop", "light")
        self.visitor.take_complaints()

    def faults(self, *, answered: int = 200) -> list[str]:
        """The rules in each theme and size, sideways scrolling, and the console.

        A page that answers 404 or 422 makes Chromium complain of just that.
        """
        places = [(size, scheme) for size in SIZES for scheme in SCHEMES]
        return self._judged(places) + self._complaints(answered)

    def faults_at_ends(self, *, answered: int = 200) -> list[str]:
        """The same at two ends only: for another state of a page judged everywhere."""
        return self._judged(ENDS) + self._complaints(answered)

    def _judged(self, places: Sequence[tuple[str, Scheme]]) -> list[str]:
        """By all rules at each size, and in its other theme by those of colours."""
        found, sizes = [], set()
        for size, scheme in places:
            self.visitor.show(size, scheme)
            said = violations(self.visitor, rules=OF_COLOURS if size in sizes else ())
            found += [f"{size}, {scheme}: {each}" for each in said]
            sizes.add(size)
        return found

    def _complaints(self, answered: int) -> list[str]:
        return [
            complaint
            for complaint in self.visitor.take_complaints()
            if answered == 200 or f"status of {answered} " not in complaint
        ]

    def close(self) -> None:
        self.visitor.context.close()


def judge_of(browser: Browser, url: str, *, state: Any = None) -> Judge:
    """Nobody's browser, or that of whoever's cookies `state` holds."""
    return Judge(visitor(browser, url, state=state))
