"""Choosing people out of many: the list narrows, and whoever is ticked stays."""

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor

pytestmark = pytest.mark.capability("C06")


def test_people_are_found_by_name_and_team_and_the_ticked_stay_on_top(member: Visitor):
    member.goto("/meetings/add/")
    page = member.page
    ops = page.get_by_role("group", name="Who comes from ops?")
    find = ops.get_by_role("searchbox")
    shown = ops.locator("[data-people] > :visible")
    all_of_them = shown.count()
    ops.get_by_label("Zainab Yusuf").check()

    find.press_sequentially("carlos ibanez")
    expect(shown).to_have_count(2)
    expect(shown.first).to_contain_text("Zainab Yusuf")
    expect(ops.get_by_role("status")).to_have_text(f"2 of {all_of_them}")

    ops.get_by_role("button", name="Tick this one").click()
    expect(find).to_have_value("")
    expect(find).to_be_focused()
    expect(shown).to_have_count(all_of_them)
    expect(ops.get_by_label("Carlos Ibáñez")).to_be_checked()

    find.press_sequentially("nobody is called so")
    expect(shown).to_have_count(2)
    find.press("Enter")
    expect(page.get_by_role("heading", name="Arrange a meeting")).to_be_visible()


def test_people_of_a_team_are_ticked_at_once(member: Visitor):
    member.goto("/meetings/add/")
    ops = member.page.get_by_role("group", name="Who comes from ops?")
    word = ops.locator("[data-words]:not([data-words=''])").first
    team = word.get_attribute("data-words") or ""

    ops.get_by_role("searchbox").fill(team)
    button = ops.get_by_role("button", name="Tick th")
    count = int("".join(filter(str.isdigit, button.inner_text())) or 1)
    button.click()

    expect(ops.locator(":checked")).to_have_count(count)


def test_list_of_people_is_passed_by_one_stop(member: Visitor):
    member.goto("/meetings/add/")
    page = member.page
    page.get_by_role("group", name="Who comes from ops?").get_by_role("link").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_label("What is it for?")).to_be_focused()
