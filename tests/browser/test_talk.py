"""Talking in writing, side by side and live, until one talks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf
from tests.browser.following import without_reload
from tests.browser.keys import press as key
from tests.browser.keys import push, tab_to

pytestmark = pytest.mark.capability("C11")
SOON = 8_000
JOURNEY = "/journeys/send-a-meter-reading/"


def open_talk(who: Visitor, path: str = JOURNEY) -> None:
    """Scroll to the talk on a page, as far as it has to be for it to come."""
    who.goto(path)
    who.page.locator("#talk").scroll_into_view_if_needed()
    expect(who.page.get_by_label("Write something")).to_be_visible()
    who.settle()


def say(who: Visitor, words: str) -> None:
    who.page.get_by_label("Write something").fill(words)
    who.page.locator("#talk").get_by_role("button", name="Send").click()
    expect(who.page.locator(".said-one").filter(has_text=words)).to_have_count(1)


def test_talk_goes_back_and_forth_in_two_windows_and_ends_in_talking(
    browser_of: BrowserOf,
):
    one, other = browser_of("Lena Voss"), browser_of("Carlos Ibáñez")
    open_talk(one)
    open_talk(other)

    with without_reload(other), without_reload(one):
        for number in range(1, 5):
            writer, reader = (one, other) if number % 2 else (other, one)
            say(writer, f"This is number {number}")
            shown = reader.page.locator(".said-one").filter(
                has_text=f"This is number {number}"
            )
            expect(shown).to_have_count(1, timeout=SOON)
        for number in range(5, 8):
            say(one, f"This is number {number}")

        words = "Ten minutes together may save a day."
        expect(other.page.locator(".talk-nudge")).to_contain_text(words, timeout=SOON)
        expect(one.page.locator(".talk-nudge")).to_contain_text("Talk to Carlos")
    assert violations(one) == []

    one.page.get_by_text("We talked", exact=True).click()
    one.page.get_by_label("What came of it?").fill("The photo goes first")
    one.page.get_by_role("button", name="Close it with that").click()

    done = one.page.locator("#talk .banner--success")
    expect(done).to_contain_text("The photo goes first")
    expect(done).to_contain_text(re.compile("Lena Voss|Carlos Ibáñez"))
    expect(other.page.locator("#talk .banner--success")).to_contain_text(
        "The photo goes first", timeout=SOON
    )
    expect(one.page.get_by_role("link", name=re.compile("^Go on at"))).to_be_visible()
    assert violations(one) == []
    assert one.take_complaints() == other.take_complaints() == []


def test_who_writes_keeps_every_letter_while_others_answer(browser_of: BrowserOf):
    one, other = browser_of("Hanna Weiss"), browser_of("Mei Tan")
    path = "/initiatives/two-homes-one-account/"
    open_talk(one, path)
    open_talk(other, path)
    field = one.page.get_by_label("Write something")
    field.fill("I am still writ")

    say(other, "I was quicker")

    expect(
        one.page.locator(".said-one").filter(has_text="I was quicker")
    ).to_have_count(1, timeout=SOON)
    expect(field).to_have_value("I am still writ")
    expect(field).to_be_focused()
    field.fill("")


def test_somebody_is_named_by_keyboard_and_told_at_once(browser_of: BrowserOf):
    one, other = browser_of("Hanna Weiss"), browser_of("Arjun Mehta")
    other.goto("/notifications/")
    other.page.get_by_role("button", name="All seen").click()
    other.settle()
    dot = other.page.locator(".rail .news-link__some")
    expect(dot).to_have_count(0)
    open_talk(one, "/initiatives/two-homes-one-account/")
    field = one.page.get_by_label("Write something")

    field.press_sequentially("And you, @arj")
    expect(one.page.get_by_role("option")).to_contain_text(["Arjun Mehta"])
    assert violations(one) == []
    key(one, "ArrowDown")
    key(one, "Enter")
    field.press_sequentially("?")
    expect(field).to_have_value("And you, @Arjun Mehta ?")
    push(one, "Send")

    expect(dot).to_have_count(1, timeout=SOON)
    told = other.page.locator(".news__one").filter(has_text="Hanna Weiss names you")
    expect(told).to_have_count(1, timeout=SOON)
    told.get_by_role("link").click()
    other.page.wait_for_url(re.compile(r"/talks/\d+/#comment-"))
    expect(other.page.locator(".said-one:target")).to_contain_text("And you,")
    expect(dot).to_have_count(0, timeout=SOON)


def test_names_close_on_escape_and_leave_what_was_typed(member: Visitor):
    open_talk(member)
    field = member.page.get_by_label("Write something")
    field.press_sequentially("Ask @len")
    expect(member.page.get_by_role("listbox")).to_be_visible()

    key(member, "Escape")

    expect(member.page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("Ask @len")
    field.fill("")


def test_talk_is_written_by_keyboard_and_refused_in_place(member: Visitor):
    open_talk(member)
    tab_to(member, "Write something")
    push(member, "Send")

    expect(member.page.locator("#talk .errors")).to_contain_text(
        "Write something first."
    )
    tab_to(member, "Write something first.")
    key(member, "Enter")
    member.page.keyboard.type("Now with words")
    push(member, "Send")
    expect(
        member.page.locator(".said-one").filter(has_text="Now with words")
    ).to_have_count(1)
    expect(member.page.get_by_label("Write something")).to_have_value("")


def test_talk_works_without_scripts(browser_of: BrowserOf, site, chrome, cookies_of):
    context = chrome.new_context(
        java_script_enabled=False, storage_state=cookies_of("Lena Voss")
    )
    page = context.new_page()
    page.goto(f"{site.url}/initiatives/photo-readings-2/")
    page.get_by_role("link", name="Talk about it").click()
    page.get_by_label("Write something").fill("Without a script, @Owen Pritchard")
    page.get_by_role("button", name="Send").click()

    expect(page.locator(".said-one").last).to_contain_text("Without a script")
    expect(page.get_by_role("link", name="@Owen Pritchard")).to_be_visible()
    context.close()


def test_choices_of_mails_are_kept(member: Visitor):
    member.goto("/settings/mails/")
    page = member.page
    page.get_by_label("Somebody names you").select_option(label="In the daily mail")
    page.get_by_label("The daily mail comes at").select_option(label="16:00")
    page.get_by_label("Only from Monday to Friday").uncheck()
    page.get_by_role("button", name="Save").click()

    expect(page.locator("#messages")).to_contain_text("Saved.")
    expect(page.get_by_label("Somebody names you")).to_have_value("digest")
    expect(page.get_by_label("The daily mail comes at")).to_have_value("16")
    expect(page.get_by_label("Only from Monday to Friday")).not_to_be_checked()
    page.get_by_label("Somebody names you").select_option(label="By mail, at once")
    page.get_by_role("button", name="Save").click()


def test_news_is_marked_as_seen_by_keyboard(browser_of: BrowserOf):
    reader = browser_of("Kwame Asante")
    reader.goto("/notifications/")
    rows = reader.page.locator(".news__one")
    before = rows.count()
    assert before > 1

    rows.first.get_by_role("button").focus()
    key(reader, "Enter")

    expect(rows).to_have_count(before - 1)
    reader.settle()
    inside = "document.activeElement.closest('.news__one, #news') !== null"
    assert reader.page.evaluate(inside)
