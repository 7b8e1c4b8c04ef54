"""A journey by keyboard alone, from the list to its history."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf
from tests.browser.keys import (
    choose,
    focused,
    into_main,
    press,
    push,
    send,
    tab_to,
    write,
)

TITLE = "Report a power cut"


def test_keyboard_finds_a_journey_in_the_list(member: Visitor):
    member.goto("/journeys/")
    shown = member.page.locator("#journeys [role=status]")
    into_main(member)

    write(member, "Search", "money is short")
    expect(shown).to_contain_text("1 journey shown")
    press(member, "Control+a", "Delete")
    expect(shown).not_to_contain_text("1 journey shown")
    choose(member, "Gap", "Waiting for acceptance")
    expect(member.page).to_have_url(re.compile("gap=waiting"))
    choose(member, "Sort", "Newest first")
    expect(member.page).to_have_url(re.compile("gap=waiting.*sort=new"))
    send(member, "Clear")
    assert member.path.partition("#")[0] == "/journeys/"
    send(member, "Get help when money is short")

    assert member.path.startswith("/journeys/get-help-when-money-is-short/")


def start(giver: Visitor, title: str) -> None:
    """A journey drawn already, for oneself and Priya Nair."""
    giver.goto("/journeys/")
    into_main(giver)
    send(giver, "Start a journey")
    push(giver, "See its")
    assert giver.page.locator("details[open]").count() == 1
    send(giver, "Start with this")
    write(giver, "What the customer wants", title)
    choose(giver, "Who looks after it in Product", "Arjun Mehta")
    choose(giver, "Who looks after it in Ops", "Priya Nair")
    send(giver, "Start the journey")


@pytest.mark.capability("C01")
def test_keyboard_starts_a_journey_from_a_template_that_both_accept(
    browser_of: BrowserOf,
):
    arjun, priya = browser_of("Arjun Mehta"), browser_of("Priya Nair")

    start(arjun, TITLE)
    path = arjun.path.partition("#")[0]
    expect(arjun.page.get_by_text("Waiting for Priya Nair to accept")).to_be_visible()

    priya.goto(path)
    into_main(priya)
    send(priya, "Accept")
    expect(priya.page.get_by_text("It is live.")).to_be_visible()


@pytest.mark.capability("C01")
def test_keyboard_declines_with_a_reason_and_names_somebody_else(
    browser_of: BrowserOf,
):
    arjun, priya = browser_of("Arjun Mehta"), browser_of("Priya Nair")
    start(arjun, TITLE)
    path = arjun.path.partition("#")[0]

    priya.goto(path)
    into_main(priya)
    push(priya, "Decline")
    write(priya, "Why not?", "I look after moves until March.")
    send(priya, "Send and decline")
    expect(priya.page.get_by_text("You have declined.")).to_be_visible()

    arjun.goto(path)
    into_main(arjun)
    expect(arjun.page.get_by_text("Priya Nair declined.")).to_be_visible()
    send(arjun, "Name somebody else")
    choose(arjun, "Who", "Carlos")
    send(arjun, "Ask them")
    expect(arjun.page.get_by_text("is asked to accept")).to_be_visible()


def ask(giver: Visitor, to: str) -> None:
    """From the journey's page to the one who is asked, and back."""
    send(giver, "Hand over what Hanna Weiss looks after")
    choose(giver, "Who", to)
    write(giver, "What they should know", "The new tariff page comes in March.")
    send(giver, "Ask them to take over")
    asked = giver.page.get_by_text(f"{to} is asked to take over from Hanna Weiss.")
    expect(asked).to_be_visible()


@pytest.mark.capability("C01")
def test_keyboard_hands_a_journey_over(browser_of: BrowserOf):
    giver, receiver = browser_of("Hanna Weiss"), browser_of("Idris Bello")
    path = "/journeys/switch-to-brightwater/"
    giver.goto(path)
    into_main(giver)

    ask(giver, "Idris Bello")
    send(giver, "Take the question back")
    expect(giver.page.get_by_text("Taken back.")).to_be_visible()

    ask(giver, "Idris Bello")
    receiver.goto(path)
    into_main(receiver)
    push(receiver, "Decline")
    write(receiver, "Why not?", "Not before March.")
    send(receiver, "Send and decline")
    expect(receiver.page.get_by_text("Hanna Weiss keeps it.")).to_be_visible()

    giver.goto(path)
    into_main(giver)
    ask(giver, "Idris Bello")
    receiver.goto(path)
    into_main(receiver)
    send(receiver, "Accept")
    said = "You look after this journey from now on."
    expect(receiver.page.get_by_text(said)).to_be_visible()


@pytest.mark.capability("C02")
def test_keyboard_says_that_a_map_is_still_true(browser_of: BrowserOf):
    for name in ("Sam Okafor", "Priya Nair"):
        owner = browser_of(name)
        owner.goto("/journeys/move-home/")
        into_main(owner)
        send(owner, "Still true")
        expect(owner.page.get_by_text("still true for your side")).to_be_visible()

    expect(owner.page.get_by_text("Last confirmed together today")).to_be_visible()


@pytest.mark.capability("C02")
def test_keyboard_reads_the_map(member: Visitor):
    member.goto("/journeys/move-home/")
    into_main(member)

    tab_to(member, "Fit to width")
    press(member, "Space")
    assert member.page.get_by_label("Fit to width").is_checked()
    press(member, "Space")
    tab_to(member, "Both sides")
    press(member, "ArrowRight")
    assert focused(member) == "Product"
    press(member, "ArrowRight")
    assert focused(member) == "Ops"
    tab_to(member, "Journey map.")
    wrap = "document.getElementById('map-wrap').scrollLeft"
    for _ in range(5):
        press(member, "ArrowRight")
    member.page.wait_for_timeout(200)
    assert member.page.evaluate(wrap) > 0
    push(member, "What happens in", key="Space")
    assert member.page.locator("article.step details[open]").count() == 1


@pytest.mark.capability("C01")
def test_keyboard_asks_who_owned_a_journey_on_a_day(member: Visitor):
    member.goto("/journeys/move-home/")
    into_main(member)
    send(member, "History")

    tab_to(member, "Who owned this on")
    member.page.keyboard.type("04302026")
    send(member, "Look it up")

    expect(member.page.get_by_text("At the end of 30 April 2026")).to_be_visible()
    expect(member.page.locator(".owned")).to_contain_text("Owen Pritchard")
    send(member, "Today")
    expect(member.page.locator(".owned")).to_contain_text("Priya Nair")
