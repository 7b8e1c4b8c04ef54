"""An initiative from its idea to a kickoff that was held, in four windows."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BrowserOf
from tests.browser.deeds import (
    ANSWERS,
    answer,
    answer_all,
    ask,
    begin_initiative,
    decline,
)
from tests.browser.following import without_reload

TITLE = "Say when the fitter comes"
PAGE = "/initiatives/say-when-the-fitter-comes/"


@pytest.mark.capability("C05")
def test_kickoff_of_four_in_four_windows(browser_of: BrowserOf):
    lead, other = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    denise, agent = browser_of("Denise Walker"), browser_of("Abel Girma")
    assert begin_initiative(lead, TITLE) == PAGE
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
    answer_all(PAGE, lead, other)
    lead.goto(f"{PAGE}kickoff/")
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
    expect(question).to_contain_text("Aisha Rahman changed this")
    expect(question).to_contain_text("The grid operators are late.")
    expect(field).to_have_value("Nobody reads it.")
    lead.page.get_by_role("button", name="Keep my answer").click()
    expect(question).to_contain_text("Saved at")
    other.goto("/initiatives/two-homes-one-account/kickoff/")
    expect(other.page.locator(".said")).to_contain_text("Nobody reads it.")


@pytest.mark.capability("C05")
def test_kickoff_answers_are_kept_also_when_one_leaves_at_once(browser_of: BrowserOf):
    lead = browser_of("Arjun Mehta")
    path = "/initiatives/two-homes-one-account/kickoff/"
    lead.goto(f"{path}edit/")

    lead.page.locator("[name=customers-answer]").fill("Who moves in together")
    lead.page.get_by_role("link", name="Back to the kickoff").click()
    lead.settle()
    lead.goto(path)

    expect(lead.page.locator(".said")).to_contain_text("Who moves in together")
