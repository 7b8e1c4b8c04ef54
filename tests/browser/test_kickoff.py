"""An initiative from its idea to a kickoff that was held, in four windows."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf
from tests.browser.following import without_reload

TITLE = "Say when the fitter comes"
PAGE = "/initiatives/say-when-the-fitter-comes/"
ANSWERS = {
    "problem": "One visit in five fails.",
    "outcome": "Customers know the half hour.",
    "adoption_target": "80% open the message.",
    "ops_guardrail": "No more calls on the day.",
}


def begin(lead: Visitor) -> None:
    page = lead.page
    lead.goto("/initiatives/add/")
    page.get_by_label("What is it called?").fill(TITLE)
    page.get_by_label("Get a smart meter", exact=True).check()
    page.get_by_role("button", name="Add the initiative").click()
    page.get_by_role("heading", name=TITLE, level=1).wait_for()


def answer(who: Visitor, question: str, text: str) -> None:
    """Write, and go on: it is saved by itself."""
    field = who.page.locator(f"[name={question}-answer]")
    field.fill(text)
    field.blur()
    expect(who.page.locator(f"#q-{question}")).to_contain_text("Saved at")


def ask(lead: Visitor, sponsor: str) -> None:
    lead.page.get_by_label(re.compile("yes with you|Ask somebody else")).select_option(
        label=sponsor
    )
    lead.page.get_by_role("button", name="Ask", exact=True).click()
    expect(lead.page.locator(".kick__who")).to_contain_text("has not answered")


def decline(sponsor: Visitor, reason: str) -> None:
    sponsor.page.get_by_text("Decline", exact=True).click()
    sponsor.page.get_by_label("Why not?").fill(reason)
    sponsor.page.get_by_role("button", name="Send and decline").click()


def answer_all(lead: Visitor, other: Visitor) -> None:
    """Two people write at once, each to other questions."""
    for who in (lead, other):
        who.goto(f"{PAGE}kickoff/edit/")
    for number, (question, text) in enumerate(ANSWERS.items()):
        answer(other if number % 2 else lead, question, text)
    answer(other, "held_on", date.today().isoformat())  # noqa: DTZ011
    lead.goto(f"{PAGE}kickoff/")


@pytest.mark.capability("C05")
def test_kickoff_of_four_in_four_windows(browser_of: BrowserOf):
    lead, other = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    denise, agent = browser_of("Denise Walker"), browser_of("Abel Girma")
    begin(lead)
    for who in (lead, denise, agent):
        who.goto(f"{PAGE}kickoff/")
    seen = agent.page.locator("#kickoff")

    with without_reload(denise, agent):
        ask(lead, "Denise Walker")
        expect(denise.page.locator(".ask")).to_contain_text("asks you to sponsor")
    decline(denise, "No time before January")
    expect(lead.page.locator("#kickoff")).to_contain_text("No time before January")
    expect(seen).to_contain_text("No time before January")

    ask(lead, "Denise Walker")
    answer_all(lead, other)
    expect(seen).to_contain_text(ANSWERS["ops_guardrail"])
    lead.page.get_by_role("button", name="Schedule it").click()
    lead.page.get_by_role("button", name="It was held").click()
    expect(lead.page.locator(".errors")).to_contain_text("has not said yes yet")
    denise.page.get_by_role("button", name="Accept").click()
    expect(lead.page.locator(".kick__who")).to_contain_text("said yes on")
    lead.page.get_by_role("button", name="It was held").click()
    expect(seen).to_contain_text("What was agreed stays")
    lead.goto(PAGE)
    expect(lead.page.locator(".steps [aria-current]")).to_have_text("Discovery")


@pytest.mark.capability("C05")
def test_kickoff_question_of_two_at_once_shows_both(browser_of: BrowserOf):
    lead, other = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    path = "/initiatives/two-homes-one-account/kickoff/edit/"
    for who in (lead, other):
        who.goto(path)
    answer(other, "risks", "The grid operators are late.")

    field = lead.page.locator("[name=risks-answer]")
    field.fill("Nobody reads it.")
    field.blur()

    question = lead.page.locator("#q-risks")
    expect(question).to_contain_text("Somebody answered this while you were writing")
    expect(question).to_contain_text("The grid operators are late.")
    expect(field).to_have_value("Nobody reads it.")
    lead.page.get_by_role("button", name="Keep my answer").click()
    expect(question).to_contain_text("Saved at")
    other.goto("/initiatives/two-homes-one-account/kickoff/")
    expect(other.page.locator(".said")).to_contain_text("Nobody reads it.")
