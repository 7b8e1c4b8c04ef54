"""What people do on the pages of an initiative, as stories need it."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.browsing import Visitor

ANSWERS = {
    "problem": "One visit in five fails.",
    "outcome": "Customers know the half hour.",
    "adoption_target": "80% open the message.",
    "ops_guardrail": "No more calls on the day.",
}


def begin_initiative(lead: Visitor, title: str) -> str:
    """Write an initiative down; its path."""
    page = lead.page
    lead.goto("/initiatives/add/")
    page.get_by_label("What is it called?").fill(title)
    page.get_by_label("Get a smart meter", exact=True).check()
    page.get_by_role("button", name="Add the initiative").click()
    page.get_by_role("heading", name=title, level=1).wait_for()
    return lead.path


def answer(who: Visitor, question: str, text: str) -> None:
    """Write, and go on: it is saved by itself."""
    field = who.page.locator(f"[name={question}-answer]")
    field.fill(text)
    field.blur()
    expect(who.page.locator(f"#q-{question}")).to_contain_text("Saved at")


def answer_all(path: str, lead: Visitor, other: Visitor) -> None:
    """Two people write at once, each to other questions."""
    for who in (lead, other):
        who.goto(f"{path}kickoff/edit/")
    for number, (question, text) in enumerate(ANSWERS.items()):
        answer(other if number % 2 else lead, question, text)
    answer(other, "held_on", date.today().isoformat())  # noqa: DTZ011


def ask(lead: Visitor, sponsor: str) -> None:
    lead.page.get_by_label(re.compile("yes with you|Ask somebody else")).select_option(
        label=sponsor
    )
    lead.page.get_by_role("button", name="Ask", exact=True).click()
    expect(lead.page.locator(".kick__who")).to_contain_text("has not answered")


def decline(sponsor: Visitor, reason: str) -> None:
    sponsor.page.get_by_text("Decline", exact=True).click()
    sponsor.page.get_by_label("Why not?").fill(reason)
    sponsor.page.get_by_role("button", name="Send and decline").click()


def arrange(
    who: Visitor,
    title: str,
    *guests: str,
    days: int,
    at: str,
    kind: str = "Joint review",
    initiative: str = "",
) -> str:
    """Arrange a meeting with oneself and these; its path."""
    page = who.page
    who.goto("/meetings/add/")
    page.get_by_label("What is it called?").fill(title)
    page.get_by_label("What kind of meeting?").select_option(label=kind)
    day = date.today() + timedelta(days=days)  # noqa: DTZ011 -- the day of its calendar
    page.get_by_label("On which day?").fill(day.isoformat())
    page.get_by_label("From what time?").fill(at)
    if initiative:
        about = page.get_by_label("Which initiative is it about?")
        about.select_option(label=initiative)
    for guest in guests:
        page.get_by_label(guest).check()
    page.get_by_role("button", name="Arrange the meeting").click()
    page.get_by_role("heading", name=title, level=1).wait_for()
    return who.path


def note_came(who: Visitor, guest: str) -> None:
    """On the page of a meeting: one tap beside somebody's name."""
    row = who.page.locator(".guests li", has_text=guest)
    row.get_by_role("button", name=re.compile("^Came")).click()
    expect(row).to_contain_text("Came")


def write_decision(who: Visitor, initiative: str, question: str) -> str:
    """Two options, the first of them chosen; its path."""
    page = who.page
    who.goto(f"/decisions/add/?initiative={initiative}")
    page.get_by_label("What do we decide?").fill(question)
    page.get_by_label("Option 1", exact=True).fill("Ask first")
    page.get_by_label("Option 2", exact=True).fill("Leave it as it is")
    page.get_by_label("This one: option 1").check()
    page.get_by_label("What does it mean for those").fill("Two calls more a day")
    page.get_by_label("Who sees it differently").fill("Carlos would not ask at all")
    page.get_by_label("When do we look at it again?").fill("2027-02-01")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("heading", name=question, level=1).wait_for()
    return who.path


def approve(who: Visitor, side: str) -> None:
    who.page.get_by_role("button", name=f"Approve for {side}").click()
    expect(who.page.locator("#approvals")).to_contain_text("approved on")
