"""Workarounds: told from a phone, priced, and retired once two people say so."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf
from tests.browser.following import without_reload
from tests.browser.keys import press, send, tab_to, write

WHAT = "Copy the number of the visit from the mail into the planner"
PRICE = "£1,109 a month"


def fill_in(agent: Visitor, journey: str, step: str) -> None:
    page = agent.page
    page.get_by_label("What do you do by hand?").fill(WHAT)
    page.locator(f"optgroup[label='{journey}'] option", has_text=step).first.wait_for(
        state="attached"
    )
    page.get_by_label("At which step?").select_option(label=step)
    page.get_by_label("How many people do it?").fill("6")
    page.get_by_label("How often a week").fill("20")
    page.get_by_label("How many minutes does it take each time?").fill("4")


@pytest.mark.capability("C13")
def test_workaround_from_a_phone_to_its_end_in_four_windows(browser_of: BrowserOf):
    agent, other = browser_of("Abel Girma"), browser_of("Peter Novak")
    owner, reader = browser_of("Lena Voss"), browser_of("Nora Byrne")
    path = tell_from_a_phone(agent)
    reader.goto(path)
    owner.goto(path)
    with without_reload(reader):
        accept(owner, "Lena Voss")
        expect(reader.page.locator(".page-head")).to_contain_text("Accepted")
    plan(owner)
    ask(owner, "Abel Girma", "Peter Novak")
    retire_early(owner)
    agent.goto(path)
    other.goto(path)
    seen = owner.page.locator("#workaround")

    click(agent, "No more")
    other.page.get_by_label("times a week").fill("2")
    click(other, "Yes")
    owner.goto(path)
    expect(seen).to_contain_text("2 times a week")
    click(other, "No more")
    expect(seen).to_contain_text("Everybody who was asked has said “no more”")
    click(owner, "Retire it")
    expect(reader.page.locator(".page-head")).to_contain_text("Retired")

    click(other, "Yes")
    expect(reader.page.locator(".page-head")).to_contain_text("Accepted")


def tell_from_a_phone(agent: Visitor) -> str:
    """Propose one, as one gets there; the path of its page."""
    agent.resize("phone")
    agent.goto("/insights/add/")
    agent.page.get_by_role("link", name="Something you do by hand?").click()
    fill_in(agent, "Send a meter reading", "See it accepted")
    click(agent, "Tell them")
    expect(agent.page.locator("#workaround")).to_contain_text(PRICE)
    return agent.path


def click(who: Visitor, name: str) -> None:
    who.page.locator("main").get_by_role("button", name=name, exact=True).click()


def accept(owner: Visitor, name: str) -> None:
    field = owner.page.get_by_label("Who owns it from now on?")
    field.select_option(label=name)
    click(owner, "Accept it")


def retire_early(owner: Visitor) -> None:
    click(owner, "Retire it")
    expect(owner.page.locator(".errors")).to_contain_text("has not said “no more”")


def plan(owner: Visitor) -> None:
    """A release of today ends it: those before it was told are not offered."""
    path = owner.path
    owner.goto("/releases/add/")
    owner.page.get_by_label("Name").fill("Visits by themselves")
    owner.page.get_by_label("Day it reaches customers").fill(f"{timezone.localdate()}")
    owner.page.get_by_label("Send a meter reading").check()
    click(owner, "Add the release")
    owner.goto(path)
    named = f"Visits by themselves, {timezone.localdate():%-d %B %Y}"
    owner.page.get_by_label("Which release ends it?").select_option(label=named)
    click(owner, "Plan the fix")


def ask(owner: Visitor, *names: str) -> None:
    owner.page.get_by_text("Ask those who do it").click()
    for name in names:
        owner.page.get_by_label(name, exact=True).check()
    owner.page.get_by_role("button", name="Ask them").click()
    expect(owner.page.locator("#workaround")).to_contain_text("Asked")


@pytest.mark.capability("C13")
def test_workaround_is_told_by_keyboard_and_found_in_the_register(member: Visitor):
    member.goto("/workarounds/")
    send(member, "Tell of one")
    write(member, "What do you do by hand?", "Ring the fitter, then ring back")
    tab_to(member, "At which step?")
    member.page.keyboard.type("Be at home")
    write(member, "How many people do it?", "3")
    write(member, "How often a week", "10")
    write(member, "How many minutes does it take each time?", "9")
    tab_to(member, "Tell them")
    press(member, "Enter")
    member.page.wait_for_url(re.compile(r"/workarounds/\d+/"))
    expect(member.page.locator("h1")).to_have_text("Ring the fitter, then ring back")

    member.goto("/workarounds/?q=ring+back")
    expect(member.page.locator("#workarounds .table")).to_contain_text("Be at home")
    expect(member.page.locator(".total")).to_contain_text("1 workaround costs")


def test_workaround_form_keeps_what_was_typed(member: Visitor):
    member.goto("/workarounds/add/")
    fill_in(member, "Send a meter reading", "See it accepted")
    member.page.get_by_label("How often a week").fill("often")
    member.page.get_by_role("button", name="Tell them").click()

    expect(member.page.locator(".errors")).to_contain_text(
        "Say how often a week each does it, like 20."
    )
    expect(member.page.get_by_label("What do you do by hand?")).to_have_value(WHAT)
    expect(member.page.get_by_label("How often a week")).to_have_value("often")


def test_workaround_form_sent_without_a_line_stays_as_it_was_typed(
    browser_of: BrowserOf,
):
    agent = browser_of("Abel Girma")
    agent.resize("phone")
    agent.goto("/workarounds/add/")
    fill_in(agent, "Send a meter reading", "See it accepted")
    agent.context.set_offline(True)
    click(agent, "Tell them")
    toast = agent.page.locator("#toasts")
    expect(toast).to_contain_text(
        "You are offline. What you typed stays here; send it again once you are back."
    )
    expect(agent.page.get_by_label("What do you do by hand?")).to_have_value(WHAT)
    agent.complaints.clear()  # the browser says that it was without a line

    agent.context.set_offline(False)
    click(agent, "Tell them")

    expect(agent.page.locator("#workaround")).to_contain_text(PRICE)
