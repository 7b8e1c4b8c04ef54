"""Forms sent wrongly, and what a page must be like that says so."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator

from tests.browser.axe import Judge
from tests.browser.browsing import Visitor

UNFOLD = "() => document.querySelectorAll('details').forEach(fold => fold.open = true)"
# Links of the summary that lead to no field, and what else a reader would miss.
LOST = """() => [...document.querySelectorAll('.errors a')]
    .map(each => each.getAttribute('href'))
    .filter(href => href.startsWith('#') && !document.querySelector(href))"""
FOCUSED = "document.activeElement.matches('.errors')"


@dataclass(frozen=True)
class Wrong:
    """Values by the name of their field, and the button that sends them."""

    button: str
    values: dict[str, str] = field(default_factory=dict)
    status: int = 422


def send(who: Visitor, wrong: Wrong) -> None:
    """Fill in the form of the page that is shown, and send it."""
    page = who.page
    page.evaluate(UNFOLD)
    for name, value in wrong.values.items():
        _fill(who, page.locator(f"main [name{name}]").first, value)
    button = re.compile(rf"^\s*{re.escape(wrong.button)}")
    page.locator("main").get_by_role("button", name=button).first.click()
    page.locator(".errors").first.wait_for()


def _fill(who: Visitor, found: Locator, value: str) -> None:
    kind = found.evaluate("each => each.type")
    if kind == "hidden":
        found.evaluate("(each, value) => { each.value = value; }", value)
    elif kind == "select-one":
        found.select_option(value=value)
        who.settle()
    elif kind == "checkbox":
        found.check()
    else:
        found.fill(value)


def faults_of(who: Judge, wrong: Wrong) -> list[str]:
    """Send it wrongly: what is not as it should be then."""
    send(who.visitor, wrong)
    who.visitor.settle()
    page, said = who.visitor.page, " ".join(who.visitor.complaints)
    found = [f"nothing is at {href}" for href in page.evaluate(LOST)]
    if f"status of {wrong.status} " not in said:
        found.append(f"not answered with {wrong.status}: {said}")
    if not page.title().startswith("Error: "):
        found.append(f"the title is “{page.title()}”")
    if not page.evaluate(FOCUSED):
        found.append("the focus is not on what went wrong")
    return found + who.faults_at_ends(answered=wrong.status)
