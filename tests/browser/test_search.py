"""Search and the palette: by keyboard, on a phone, and without a script."""

import re
import time

import pytest
from playwright.sync_api import Route, expect

from tests.browser.axe import violations
from tests.browser.browsing import SCHEMES, Visitor
from tests.browser.keys import focused, press, tab_to

FIELD = "#palette-q"
CHOSEN = "#palette [role=option][aria-selected=true]"


def ask(who: Visitor, words: str) -> None:
    """Type into the palette, until the server has answered."""
    who.page.keyboard.type(words)
    expect(who.page.locator("#palette-found #found-all")).to_contain_text(words)


def test_palette_opens_what_the_arrows_choose(member: Visitor):
    member.goto("/")
    press(member, "/")
    ask(member, "two homes")
    expect(member.page.locator("#palette-said")).to_contain_text("found")

    press(member, "ArrowDown")

    chosen = member.page.locator(CHOSEN)
    expect(chosen).to_have_count(1)
    assert chosen.get_attribute("id") == member.page.locator(FIELD).get_attribute(
        "aria-activedescendant"
    )
    assert member.page.evaluate("document.activeElement.id") == "palette-q"
    path = str(chosen.get_attribute("href"))
    press(member, "Enter")
    expect(member.page).to_have_url(re.compile(re.escape(path)))


def test_palette_walks_round_and_ends_with_all_results(member: Visitor):
    member.goto("/")
    press(member, "/")
    ask(member, "meter")

    press(member, "ArrowUp")
    expect(member.page.locator(CHOSEN)).to_have_id("found-all")
    press(member, "ArrowDown")
    expect(member.page.locator(CHOSEN)).to_have_count(0)
    press(member, "ArrowUp", "Enter")

    expect(member.page).to_have_url(re.compile(r"/search/\?q=meter"))
    expect(member.page.locator(".hit mark").first).to_have_text(
        re.compile("meter", re.IGNORECASE)
    )


def test_palette_gives_the_focus_back_where_it_was(member: Visitor):
    member.goto("/journeys/")
    tab_to(member, "Releases")
    press(member, "/")
    ask(member, "bill")

    press(member, "Escape")

    expect(member.page.locator("#palette")).to_be_hidden()
    assert focused(member) == "Releases"


def test_palette_never_shows_the_answer_to_older_words(member: Visitor):
    """The answer to the first words comes last, and too late."""

    def slowly(route: Route) -> None:
        if route.request.url.endswith("q=refu"):
            time.sleep(0.6)
        route.continue_()

    member.goto("/")
    member.page.route("**/search/suggest/*", slowly)
    press(member, "/")
    member.page.keyboard.type("refu")
    member.page.wait_for_timeout(250)
    member.page.keyboard.press("Control+a")
    ask(member, "meter")
    member.page.wait_for_timeout(900)

    expect(member.page.locator("#found-all")).to_contain_text("meter")
    member.page.unroute("**/search/suggest/*")


def test_palette_emptied_shows_the_pages_again(member: Visitor):
    member.goto("/")
    press(member, "/")
    ask(member, "zzzz")
    expect(member.page.locator("#palette-places")).to_be_hidden()

    press(member, "Control+a", "Backspace")

    expect(member.page.locator("#palette-places")).to_be_visible()
    expect(member.page.locator("#palette-found [role=option]")).to_have_count(0)


def test_palette_says_when_nothing_answers(member: Visitor):
    member.goto("/")
    member.page.route("**/search/suggest/*", lambda route: route.abort())
    press(member, "/")
    member.page.keyboard.type("meter")

    expect(member.page.locator("#palette-said")).to_contain_text("did not answer")
    member.page.unroute("**/search/suggest/*")
    member.take_complaints()


@pytest.mark.parametrize("size", ["phone", "small"])
def test_palette_works_on_a_phone(size: str, member: Visitor):
    member.resize(size)
    member.goto("/")
    member.page.locator(".topbar").get_by_role("link", name="Search or jump").click()
    expect(member.page.locator(FIELD)).to_be_focused()
    ask(member, "meter")

    for scheme in SCHEMES:
        member.show(size, scheme)
        assert violations(member) == []
    member.page.locator("#palette-found [role=option]").first.click()
    expect(member.page).not_to_have_url(f"{member.url}/")
    assert member.take_complaints() == []


def test_palette_closes_by_touch(member: Visitor):
    member.resize("phone")
    member.goto("/")
    member.page.locator(".topbar [data-open]").click()

    member.page.get_by_role("button", name="Close the search").click()

    expect(member.page.locator("#palette")).to_be_hidden()


def test_search_page_follows_what_is_typed_and_back_goes_back(member: Visitor):
    member.goto("/search/?q=bill")
    before = member.page.locator(".hit").count()
    assert before > 3

    member.page.get_by_label("Search for").fill("bill engine")
    expect(member.page).to_have_url(re.compile(r"q=bill(\+|%20)engine"))
    member.settle()
    assert 0 < member.page.locator(".hit").count() < before
    member.page.get_by_label("Search for").fill("zzzz")

    expect(member.page.get_by_text("Nothing has all of these words")).to_be_visible()
    member.page.go_back()
    expect(member.page).to_have_url(re.compile(r"q=bill(\+|%20)engine"))


def test_search_page_shows_one_kind_by_its_link(member: Visitor):
    member.goto("/search/?q=bill")

    member.page.get_by_role("navigation", name="Kinds").get_by_role(
        "link", name=re.compile("Steps")
    ).click()

    expect(member.page).to_have_url(re.compile("kind=step"))
    icons = member.page.locator(".hit .small.muted")
    assert all(text.strip().startswith("Step,") for text in icons.all_text_contents())
