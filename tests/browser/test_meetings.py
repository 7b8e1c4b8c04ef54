"""Meetings: arranged, noted from a phone, cancelled, and by keyboard alone."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import Judge, judge_of
from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf, CookiesOf
from tests.browser.deeds import arrange, note_came
from tests.browser.following import without_reload
from tests.browser.keys import choose, focused, press, push, send, tab_to, write
from tests.browser.site import Site
from tests.browser.wrong import Wrong, faults_of

TITLE = "Walk through the new display"


@pytest.mark.capability("C06")
def test_meeting_says_while_it_is_arranged_who_is_missing_and_busy(member: Visitor):
    arrange(member, "First", "Carlos Ibáñez", days=9, at="10:00")
    page = member.page
    member.goto("/meetings/add/")
    room = page.locator("#room")
    page.get_by_label("Chloe Martin").check()
    expect(room).to_contain_text("without anybody from ops")
    page.get_by_label("Carlos Ibáñez").check()
    expect(room).to_be_empty()

    day = date.today() + timedelta(days=9)  # noqa: DTZ011
    page.get_by_label("On which day?").fill(day.isoformat())
    page.get_by_label("From what time?").fill("10:15")
    page.get_by_label("How many minutes?").fill("45")
    page.get_by_label("Where, or by which link?").click()

    expect(room).to_contain_text("Carlos is busy then.")
    expect(room).to_contain_text("Arjun is busy then.")


@pytest.mark.capability("C06")
def test_meeting_is_noted_by_one_tap_from_a_phone(browser_of: BrowserOf):
    lead, agent = browser_of("Arjun Mehta"), browser_of("Siobhan Kelly")
    path = arrange(lead, TITLE, "Siobhan Kelly", days=0, at="00:00")
    agent.resize("phone")
    agent.goto("/meetings/")
    asked = agent.page.locator("section", has_text="Were you there?").first
    name = re.compile(f"I was there.*{TITLE}")
    button = asked.get_by_role("button", name=name)
    assert (button.bounding_box() or {"height": 0})["height"] >= 44
    seen = lead.page.locator(".guests li", has_text="Siobhan Kelly")

    with without_reload(lead):
        button.click()
        expect(seen).to_contain_text("Came")

    note_came(lead, "Arjun Mehta")
    expect(lead.page.locator(".meet__state")).to_contain_text("Both sides came")
    assert lead.path == path


@pytest.mark.capability("C06")
def test_focus_goes_on_to_the_next_who_may_have_come(member: Visitor):
    arrange(member, "Two and me", "Siobhan Kelly", days=0, at="00:00")
    first, second, *_ = member.page.locator(".guests .who a").all_inner_texts()

    push(member, f"Came: {first}")

    assert focused(member) == f"Came: {second}"


@pytest.mark.capability("C06")
def test_meeting_is_cancelled_on_anothers_screen(browser_of: BrowserOf):
    lead, other = browser_of("Arjun Mehta"), browser_of("Hamza Aziz")
    path = arrange(lead, "Short talk", "Hamza Aziz", days=12, at="11:00")
    other.goto(path)

    with without_reload(other):
        lead.page.get_by_text("Cancel it", exact=True).click()
        lead.page.get_by_label("Why?").fill("The lift is broken")
        lead.page.get_by_role("button", name="Cancel this meeting").click()
        expect(other.page.locator("#meeting .banner")).to_contain_text(
            "Cancelled by Arjun Mehta"
        )

    expect(other.page.locator("#meeting .banner")).to_contain_text("The lift is broken")
    expect(lead.page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)


@pytest.mark.capability("C06")
def test_meeting_is_arranged_by_keyboard(member: Visitor):
    member.goto("/meetings/")
    member.page.keyboard.press("n")
    member.page.get_by_role("heading", name="Arrange a meeting").wait_for()
    write(member, "What is it called?", "By hand")
    choose(member, "What kind of meeting?", "Other talk")
    tab_to(member, "On which day?")
    day = date.today() + timedelta(days=20)  # noqa: DTZ011
    member.page.keyboard.type(f"{day:%m%d%Y}")
    tab_to(member, "From what time?")
    member.page.keyboard.type("0930AM")
    tab_to(member, "Hamza Aziz")
    press(member, "Space")
    send(member, "Arrange the meeting")

    member.page.get_by_role("heading", name="By hand", level=1).wait_for()
    expect(member.page.locator(".page-head__lead")).to_contain_text("09:30 to 10:00")
    expect(member.page.locator(".guests")).to_contain_text("Hamza Aziz")


@pytest.mark.capability("C06")
def test_meeting_month_leads_to_a_meeting_and_to_other_months(member: Visitor):
    member.goto("/meetings/?view=month&of=all")
    page = member.page
    expect(page.locator(".month")).to_be_visible()
    first = page.locator("#month-title").inner_text()
    page.locator("#month-after").click()
    expect(page.locator("#month-title")).not_to_have_text(first)
    page.locator("#month-before").click()
    page.locator(".month__meet").first.click()
    page.get_by_role("heading", level=1).wait_for()
    assert re.fullmatch(r"/meetings/\d+/", member.path)


@pytest.fixture
def product(site: Site, chrome: Browser, cookies_of: CookiesOf) -> Iterator[Judge]:
    """Somebody of product whose browser judges pages."""
    who = judge_of(chrome, site.url, state=cookies_of("Arjun Mehta"))
    yield who
    who.close()


def test_floor_time_page_is_sound_and_says_what_is_wrong(product: Judge):
    product.goto("/meetings/floor/add/")
    assert product.faults() == []

    wrong = Wrong("Write it down", {"=first_learning": "", "=action_title": ""})
    assert faults_of(product, wrong) == []


@pytest.mark.capability("C08")
def test_floor_time_is_written_down_and_its_action_promised(member: Visitor):
    page = member.page
    member.goto("/meetings/floor/")
    page.get_by_role("link", name="I was there").click()
    page.get_by_label("Where were you?").select_option(label="On the floor")
    page.get_by_label("What did you learn first?").fill("They share one screen")
    page.get_by_label("What else?").fill("The map is printed")
    page.get_by_label("And a third thing?").fill("Lunch is at eleven")
    page.get_by_label("What will be done about it?").fill("Order a second screen")
    day = date.today() + timedelta(days=9)  # noqa: DTZ011
    page.get_by_label("By which day?").fill(day.isoformat())
    page.get_by_role("button", name="Write it down").click()

    expect(page.locator(".visits")).to_contain_text("The map is printed")
    member.goto("/actions/")
    expect(page.locator("#actions")).to_contain_text("Order a second screen")


@pytest.mark.capability("C06")
def test_address_of_a_calendar_is_copied_and_leaves_that_of_the_page(member: Visitor):
    page = member.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    member.goto("/meetings/calendar/")

    with without_reload(member):
        tab_to(member, "Make an")
        press(member, "Enter")
        made = page.get_by_label("The address of your calendar", exact=True)
        expect(made).to_be_focused()
        page.get_by_role("button", name="Copy").click()
        expect(page.locator("#toasts")).to_have_text("Copied")

    assert page.evaluate("navigator.clipboard.readText()") == made.input_value()
    page.reload()
    expect(page).to_have_url(re.compile("/meetings/calendar/$"))
    expect(page.get_by_text("Your calendar has had an address since")).to_be_visible()
