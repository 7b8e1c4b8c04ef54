"""The product by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.keys import focused, press, tab_to


def test_keyboard_begins_with_the_way_past_the_menu(member: Visitor):
    member.goto("/")

    press(member, "Tab")
    assert focused(member) == "Skip to main content"

    press(member, "Enter", "Tab")
    assert member.page.evaluate("document.activeElement.closest('main') !== null")


def test_keyboard_order_is_mark_search_places(member: Visitor):
    member.goto("/")
    seen = []

    for _ in range(6):
        press(member, "Tab")
        seen.append(focused(member).split("\n")[0].strip())

    assert seen[0] == "Skip to main content"
    assert seen[1] == "Alignment"
    assert seen[2].startswith("Search")
    assert seen[3:5] == ["Home", "Journeys"]


def test_keyboard_slash_opens_search_and_escape_gives_the_focus_back(member: Visitor):
    member.goto("/")
    tab_to(member, "Journeys")

    press(member, "/")
    expect(member.page.locator("#palette")).to_be_visible()
    assert member.page.evaluate("document.activeElement.id") == "palette-q"

    press(member, "Escape")
    expect(member.page.locator("#palette")).to_be_hidden()
    assert focused(member) == "Journeys"


def test_keyboard_search_leads_to_a_page(member: Visitor):
    member.goto("/")

    press(member, "/")
    member.page.keyboard.type("rel")
    press(member, "ArrowDown", "Enter")

    expect(member.page).to_have_url(re.compile(r"/releases/$"))


def test_keyboard_search_shows_all_that_has_the_words(member: Visitor):
    member.goto("/")

    press(member, "Control+k")
    member.page.keyboard.type("meter")
    press(member, "Enter")

    expect(member.page).to_have_url(re.compile(r"/search/\?q=meter"))


@pytest.mark.parametrize(
    ("key", "path"), [("j", "/journeys/"), ("r", "/releases/"), ("s", "/settings/")]
)
def test_keyboard_g_and_a_letter_go_to_a_place(key: str, path: str, member: Visitor):
    member.goto("/")

    press(member, "g", key)

    expect(member.page).to_have_url(f"{member.url}{path}")


def test_keyboard_letters_do_nothing_while_somebody_types(member: Visitor):
    member.goto("/journeys/")
    member.page.get_by_role("searchbox").first.focus()

    press(member, "g", "r", "/")

    expect(member.page.locator("#palette")).to_be_hidden()
    expect(member.page).to_have_url(f"{member.url}/journeys/")


def test_keyboard_letters_can_be_switched_off(member: Visitor):
    member.goto("/settings/")
    box = member.page.get_by_label("Single-letter shortcuts")
    box.focus()
    press(member, "Space")
    press(member, "Enter")
    expect(member.page.get_by_text("Saved.")).to_be_visible()
    member.goto("/")

    press(member, "/")
    expect(member.page.locator("#palette")).to_be_hidden()

    member.goto("/settings/")
    member.page.get_by_label("Single-letter shortcuts").check()
    member.page.get_by_role("button", name="Save").first.click()
    expect(member.page.get_by_text("Saved.")).to_be_visible()


def test_keyboard_question_mark_lists_the_keys(member: Visitor):
    member.goto("/")

    press(member, "?")
    expect(member.page.get_by_role("heading", name="Keys")).to_be_visible()

    press(member, "Escape")
    expect(member.page.get_by_role("heading", name="Keys")).to_be_hidden()


def test_keyboard_j_and_k_walk_the_rows(member: Visitor):
    member.goto("/")

    press(member, "j")
    first = focused(member)
    press(member, "j")
    second = focused(member)
    press(member, "k")

    assert first != second
    assert focused(member) == first


@pytest.mark.parametrize("path", ["/insights/", "/initiatives/"])
def test_keyboard_j_walks_what_is_told_and_the_board(path: str, member: Visitor):
    member.goto(path)

    press(member, "j")
    first = focused(member)
    press(member, "j")

    assert first
    assert focused(member) not in {first, ""}


def test_keyboard_t_goes_to_the_talk(member: Visitor):
    member.goto("/initiatives/final-bill-in-a-week/")

    press(member, "t")

    expect(member.page.locator("section#talk")).to_be_in_viewport()
    member.settle()
    assert focused(member) == "Talk about it"


def test_keyboard_slider_reads_the_chart(member: Visitor):
    member.goto("/")
    slider = member.page.locator(".scrub input").first
    slider.focus()
    newest = slider.get_attribute("aria-valuetext")

    press(member, "ArrowLeft")

    assert slider.get_attribute("aria-valuetext") != newest
    assert member.page.locator(".cross[visibility=visible]").count() > 0


def test_keyboard_changes_the_theme_and_it_stays(member: Visitor):
    member.goto("/")
    tab_to(member, "Theme: follow device")

    press(member, "Enter")
    expect(member.page.locator("html")).to_have_attribute("data-theme", "light")
    member.page.wait_for_timeout(300)
    member.goto("/journeys/")
    expect(member.page.locator("html")).to_have_attribute("data-theme", "light")

    for _ in range(2):
        member.page.locator(".rail [data-theme-form] button").first.click()
        member.page.wait_for_timeout(300)


def step_names(who: Visitor) -> list[str]:
    return [
        each.strip()
        for each in who.page.locator(".step-row__name > a").all_text_contents()
    ]


def test_keyboard_moves_a_step_later_and_earlier(member: Visitor):
    member.goto("/journeys/move-home/edit/")
    before = step_names(member)
    later = member.page.get_by_role("button", name=f"Move “{before[0]}” later")
    later.focus()

    press(member, "Enter")
    expect(member.page.locator(".step-row__name > a").first).to_have_text(before[1])
    expect(member.page.locator("#toasts")).to_contain_text("Moved to place 2")
    assert before[0] in focused(member)

    member.page.get_by_role("button", name=f"Move “{before[0]}” earlier").focus()
    press(member, "Enter")
    expect(member.page.locator(".step-row__name > a").first).to_have_text(before[0])
    assert step_names(member) == before
