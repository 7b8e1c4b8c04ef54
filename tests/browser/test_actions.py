"""What was promised: by keyboard, on another's screen, and taken back."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.keys import focused, press, push, send, tab_to, write

WHAT = "Read the three letters aloud to each other"


def test_action_is_promised_done_and_taken_back_by_keyboard(
    member: Visitor, admin: Visitor
):
    admin.goto("/actions/?of=all")
    row = admin.page.locator(".act").filter(has_text=WHAT)
    member.goto("/journeys/pay-my-bill/")
    send(member, "Add an action")
    write(member, "What will be done?", WHAT)
    tab_to(member, "By which day?")
    member.page.keyboard.type(f"{date.today() + timedelta(days=2):%m%d%Y}")  # noqa: DTZ011 -- the day of its calendar
    send(member, "Add the action")

    expect(member.page.locator(".promised").last).to_contain_text(WHAT)
    expect(row).to_contain_text("in 2 days")

    member.goto("/actions/")
    badge = member.page.locator("#open-rail")
    count = badge.inner_text()
    tab_to(member, f"Tick “{WHAT}”")
    press(member, "Space")
    tab_to(member, "Done", back=True)
    press(member, "Enter")
    expect(member.page.locator(".toast")).to_contain_text(f"“{WHAT}” is done")
    expect(row).to_have_count(0)
    expect(badge).not_to_have_text(count)

    member.page.get_by_role("button", name="Undo").focus()
    press(member, "Enter")
    expect(member.page.locator(".act").filter(has_text=WHAT)).to_have_count(1)
    expect(row).to_have_count(1)


def test_action_that_is_refused_keeps_what_was_ticked_and_written(member: Visitor):
    member.goto("/actions/?of=all")
    page = member.page
    page.locator(".act input").first.check()
    page.get_by_text("Give to", exact=True).click()
    page.get_by_role("button", name="Give", exact=True).click()

    expect(page.locator(".errors")).to_contain_text("Choose who will do it.")
    expect(page.locator(".act input").first).to_be_checked()
    expect(page.get_by_label("Who will do it?")).to_be_visible()


def test_focus_goes_on_to_the_next_action_once_one_is_done(member: Visitor):
    member.goto("/actions/?of=all")
    some = member.page.locator(".acts").filter(has=member.page.locator("li + li + li"))
    first, second, *_ = some.first.locator(".act__what > a").all_inner_texts()

    push(member, f"Done: “{first}”")

    assert focused(member) == f"Done: “{second}”"


def test_actions_are_printed_without_what_is_pressed(member: Visitor):
    member.goto("/actions/?of=all")

    member.page.emulate_media(media="print")

    row = member.page.locator(".act").first
    expect(row.get_by_role("link").first).to_be_visible()
    for part in (".act__tick", ".act__do"):
        expect(row.locator(part)).to_be_hidden()
    expect(member.page.locator("#change")).to_be_hidden()
