"""Words that somebody left behind unsaved: kept, told, and shown beside the others."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf, CookiesOf
from tests.browser.deeds import answer

KICKOFF = "/initiatives/two-homes-one-account/kickoff/"
EDIT = f"{KICKOFF}edit/"
pytestmark = pytest.mark.capability("C05")


def told(who: Visitor) -> Locator:
    return who.page.locator("#messages .banner", has_text="is not saved")


def leave_with(who: Visitor, question: str, text: str, meanwhile: Visitor) -> None:
    """Write, and go away at once; somebody else answered since the page was opened."""
    who.goto(EDIT)
    meanwhile.goto(EDIT)
    answer(meanwhile, question, f"Aisha says of {question}")
    who.page.locator(f"[name={question}-answer]").fill(text)
    who.page.get_by_role("link", name="Back to the kickoff").click()
    who.page.wait_for_url(f"**{KICKOFF}")
    who.settle()


def test_words_left_behind_are_told_and_shown_beside_the_others(
    browser_of: BrowserOf, cookies_of: CookiesOf
):
    lead, other = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    leave_with(lead, "risks", "Nobody reads it.\nOr two do.", other)
    expect(told(lead)).to_contain_text(
        "What you wrote under “What would make us stop?” is not saved:"
        " Aisha Rahman changed it meanwhile."
    )
    lead.goto("/actions/")
    told(lead).get_by_text("What you wrote", exact=True).click()
    expect(told(lead)).to_contain_text("Or two do.")

    lead.context.clear_cookies()
    lead.context.add_cookies(cookies_of("Abel Girma")["cookies"])
    lead.goto("/actions/")
    expect(lead.page.get_by_role("heading", level=1)).to_be_visible()
    expect(told(lead)).to_have_count(0)
    lead.context.clear_cookies()
    lead.context.add_cookies(cookies_of("Arjun Mehta")["cookies"])

    lead.goto("/actions/")
    told(lead).get_by_role("link", name="Look at both").click()
    question = lead.page.locator("#q-risks")
    expect(question.locator(".errors")).to_be_focused()
    expect(question).to_contain_text("Aisha Rahman changed this")
    expect(question.locator(".versions")).to_contain_text("Aisha says of risks")
    expect(question.locator("textarea")).to_have_value("Nobody reads it.\nOr two do.")
    question.get_by_role("button", name="Keep my answer").click()
    expect(question).to_contain_text("Saved at")
    lead.goto(KICKOFF)
    expect(lead.page.locator(".said")).to_contain_text("Or two do.")
    expect(told(lead)).to_have_count(0)


def test_words_left_behind_are_let_go_where_one_says_so(browser_of: BrowserOf):
    lead, other = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    leave_with(lead, "customers", "Everybody", other)
    told(lead).get_by_role("button", name="Let it go").click()
    expect(told(lead)).to_have_count(0)

    leave_with(lead, "out_of_scope", "Nothing", other)
    told(lead).get_by_role("link", name="Look at both").click()
    lead.page.get_by_role("link", name="Keep Aisha Rahman’s answer").click()
    question = lead.page.locator("#q-out_of_scope textarea")
    expect(question).to_have_value("Aisha says of out_of_scope")
    lead.goto(KICKOFF)
    lead.settle()
    expect(told(lead)).to_have_count(0)


def test_words_left_behind_and_saved_are_not_saved_over_what_came_after(
    browser_of: BrowserOf,
):
    lead, other = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    lead.goto(EDIT)
    field = lead.page.locator("[name=outcome-answer]")
    before = field.input_value()
    field.fill("One bill for both homes")
    lead.page.goto("about:blank")
    other.goto(KICKOFF)
    expect(other.page.locator(".said")).to_contain_text("One bill for both homes")
    other.goto(EDIT)
    answer(other, "outcome", before)

    for path in (KICKOFF, EDIT):
        lead.goto(path)
        lead.page.wait_for_function(
            "!Object.keys(localStorage).some((each) => each.startsWith('left-'))"
        )
        expect(told(lead)).to_have_count(0)
    expect(lead.page.locator("[name=outcome-answer]")).to_have_value(before)
