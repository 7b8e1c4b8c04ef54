"""The register of changes: an admin finds who did something, and takes it along."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.keys import focused, press, tab_to

pytestmark = pytest.mark.capability("C35")


def test_audit_tells_what_was_changed_a_moment_ago(admin: Visitor):
    admin.goto("/actions/1/")
    path = admin.path
    admin.goto(f"{path}history/")
    expect(admin.page.get_by_role("heading", level=1)).to_contain_text("What happened")
    admin.goto("/settings/organisation/")
    field = admin.page.get_by_label("Name of the organisation")
    before = field.input_value()
    field.fill(f"{before} Zebra")
    admin.page.locator("main").get_by_role("button", name="Save").click()
    admin.settle()

    admin.goto("/settings/audit/?kind=people.organisation")

    newest = admin.page.locator(".audit__row").first
    expect(newest).to_contain_text("Mei Tan")
    expect(newest.locator("del")).to_have_text(before)
    expect(newest.locator("ins")).to_have_text(f"{before} Zebra")
    admin.goto("/settings/organisation/")
    admin.page.get_by_label("Name of the organisation").fill(before)
    admin.page.locator("main").get_by_role("button", name="Save").click()
    admin.settle()


def test_audit_is_filtered_in_place_and_the_address_says_so(admin: Visitor):
    admin.goto("/settings/audit/")

    admin.page.locator("#id_kind").focus()
    admin.page.locator("#id_kind").select_option(label="Kickoff")

    expect(admin.page).to_have_url(re.compile("kind=journeys.kickoff"))
    admin.settle()
    shown = admin.page.locator(".audit__row p:has-text('kickoff')")
    assert shown.count() == admin.page.locator(".audit__row").count() > 3
    assert admin.page.evaluate("document.activeElement.id") == "id_kind"
    admin.page.get_by_role("link", name="Clear").click()
    expect(admin.page).to_have_url(re.compile(r"/settings/audit/$"))


def test_audit_goes_back_in_time_by_keyboard(admin: Visitor):
    admin.goto("/settings/audit/")
    first = admin.page.locator(".audit__row").first.inner_text()

    tab_to(admin, "Older", most=300)
    press(admin, "Enter")

    expect(admin.page).to_have_url(re.compile("before="))
    assert admin.page.locator(".audit__row").first.inner_text() != first
    tab_to(admin, "Newest", most=300)
    assert focused(admin) == "Newest"


@pytest.mark.parametrize(("words", "ending"), [("CSV", "csv"), ("Excel", "xlsx")])
def test_audit_is_saved_as_it_is_filtered(words: str, ending: str, admin: Visitor):
    admin.goto("/settings/audit/?kind=actions.action")

    with admin.page.expect_download() as saved:
        admin.page.get_by_role("link", name=words).click()

    assert saved.value.suggested_filename.endswith(f".{ending}")
    assert saved.value.path().stat().st_size > 500
    admin.take_complaints()


def test_history_is_a_link_of_the_page(member: Visitor):
    member.goto("/initiatives/two-homes-one-account/")

    member.page.get_by_role("link", name="History").click()

    expect(member.page).to_have_url(re.compile("/two-homes-one-account/history/$"))
    expect(member.page.locator(".changes li").first).to_be_visible()
