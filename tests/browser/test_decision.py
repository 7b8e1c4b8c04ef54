"""A decision of two sides in two windows: approved, edited, approved again."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BrowserOf
from tests.browser.deeds import approve, write_decision
from tests.browser.following import without_reload
from tests.browser.site import Site

QUESTION = "Do we ask for the e-mail address first?"
INITIATIVE = "book-your-own-visit"


@pytest.mark.capability("C10")
def test_decision_of_two_in_two_windows_and_an_edit_voids_it(
    browser_of: BrowserOf, site: Site
):
    product, ops = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    agent = browser_of("Abel Girma")
    path = write_decision(product, INITIATIVE, QUESTION)
    for who in (ops, agent):
        who.goto(path)
    seen = agent.page.locator("#decision")

    with without_reload(agent):
        approve(product, "product")
        expect(seen).to_contain_text("Waiting for ops")
        expect(ops.page.locator("#approvals")).to_contain_text("Arjun Mehta")
        approve(ops, "ops")
        expect(seen.locator(".page-head")).to_contain_text("Taken")
    expect(product.page.locator(".page-head")).to_contain_text("Taken")

    product.page.get_by_role("link", name="Edit").click()
    expect(product.page.locator(".banner:not(#offline)").last).to_contain_text(
        "have approved this"
    )
    product.page.get_by_label("This one: option 2").check()
    with without_reload(agent, ops):
        product.page.get_by_role("button", name="Save the decision").click()
        expect(seen).to_contain_text("Counts no more")
        expect(seen.locator(".page-head")).to_contain_text("Draft")
        expect(ops.page.locator("#decision")).to_contain_text("Leave it as it is")
    assert site.in_mail("aisha.rahman@brightwater.example", "Arjun Mehta has changed")
    approve(ops, "ops")
    approve(product, "product")
    expect(seen.locator(".page-head")).to_contain_text("Taken")


@pytest.mark.capability("C10")
def test_decision_read_before_an_edit_is_not_approved(browser_of: BrowserOf):
    product, ops = browser_of("Arjun Mehta"), browser_of("Aisha Rahman")
    path = write_decision(product, INITIATIVE, QUESTION)
    ops.goto(path)
    digest = ops.page.locator("[name=digest]").get_attribute("value")
    product.goto(f"{path}edit/")
    product.page.get_by_label("Who sees it differently").fill("Nobody")
    product.page.get_by_role("button", name="Save the decision").click()
    product.page.get_by_role("heading", name=QUESTION, level=1).wait_for()

    ops.goto(path)
    ops.page.locator("[name=digest]").evaluate(
        "(each, digest) => { each.value = digest; }", digest
    )
    ops.page.get_by_role("button", name="Approve for ops").click()

    expect(ops.page.locator(".errors")).to_contain_text("Nothing is approved")
    expect(ops.page.locator(".versions")).to_contain_text("Carlos would not ask at all")
    expect(ops.page.locator("#approvals")).not_to_contain_text("approved on")
