"""From an idea to a test with customers, in chapters, as four people see it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import FilePayload, Locator, expect

from alignment.as_xlsx import TYPE, workbook
from tests.browser.axe import violations
from tests.browser.browsing import Visitor
from tests.browser.deeds import (
    ANSWERS,
    answer_all,
    approve,
    arrange,
    ask,
    begin_initiative,
    decline,
    note_came,
    write_decision,
)
from tests.browser.following import without_reload
from tests.browser.keys import into_main, press, push, tab_to

TITLE = "Say who comes, and when"
SAID = "I took a day off, and nobody came"
QUESTION = "Do we write to everybody on the day before?"
JOINT, ALONE = "Listen to the day before", "Draw the message"
ROWS, DRAWN = 700, 12
SLOW = 15_000


@dataclass
class Cast:
    """Who leads for product and for ops, who sponsors it, and an agent on a phone."""

    lead: Visitor
    ops: Visitor
    sponsor: Visitor
    agent: Visitor
    path: str = ""
    decision: str = ""
    found: list[str] = field(default_factory=list)

    @property
    def all(self) -> tuple[Visitor, ...]:
        return (self.lead, self.ops, self.sponsor, self.agent)

    @property
    def others(self) -> tuple[Visitor, ...]:
        return (self.ops, self.sponsor, self.agent)

    def look(self, path: str, *who: Visitor) -> None:
        """Have these people open a page."""
        for each in who:
            each.goto(path)

    def judge(self, *who: Visitor) -> None:
        """Note what axe and the console say of the page that each of these sees."""
        for each in who:
            each.settle()
            said = violations(each) + each.take_complaints()
            self.found += [f"{each.path}: {fault}" for fault in said]

    @contextmanager
    def seen_by(self, *who: Visitor, **words: str) -> Iterator[None]:
        """What happens inside is shown in these windows without a reload.

        `words` by the id of the part that shows them.
        """
        with without_reload(*who):
            yield
            for each in who:
                for part, said in words.items():
                    expect(each.page.locator(f"#{part}")).to_contain_text(
                        said, timeout=SLOW
                    )


@dataclass
class Taps:
    """Counts what a thumb does."""

    count: int = 0

    def on(self, what: Locator) -> None:
        what.click()
        self.count += 1


def idea(cast: Cast) -> None:
    cast.path = begin_initiative(cast.lead, TITLE)
    cast.judge(cast.lead)
    answer_all(cast.path, cast.lead, cast.ops)
    cast.look(f"{cast.path}kickoff/", *cast.all)
    expect(cast.agent.page.locator("#kickoff")).to_contain_text(ANSWERS["problem"])


def sponsors(cast: Cast) -> None:
    """One says no and why, another says yes; the lead just sits there."""
    with cast.seen_by(cast.ops, kickoff="asks you to sponsor"):
        ask(cast.lead, "Owen Pritchard")
    with cast.seen_by(cast.lead, cast.agent, kickoff="We move house in January"):
        decline(cast.ops, "We move house in January")
    with cast.seen_by(cast.sponsor, kickoff="asks you to sponsor"):
        ask(cast.lead, "Denise Walker")
    cast.judge(cast.sponsor)
    with cast.seen_by(cast.lead, cast.ops, cast.agent, kickoff="said yes on"):
        cast.sponsor.page.get_by_role("button", name="Accept").click()


def kickoff(cast: Cast) -> None:
    cast.lead.page.get_by_role("button", name="Schedule it").click()
    expect(cast.lead.page.locator("#kickoff")).to_contain_text("Scheduled")
    with cast.seen_by(*cast.others, kickoff="What was agreed stays"):
        cast.lead.page.get_by_role("button", name="It was held").click()
    cast.judge(cast.lead, cast.agent)


def meetings(cast: Cast) -> None:
    """Two of them; the one without ops counts for nothing on the initiative."""
    ops_in = cast.sponsor.page.locator(
        "section", has=cast.sponsor.page.locator("#ops-title")
    )
    met = cast.sponsor.page.locator(
        "section", has=cast.sponsor.page.locator("#met-title")
    )
    cast.look(cast.path, cast.sponsor)
    discover = partial(
        arrange, cast.lead, days=0, at="00:00", kind="Discovery", initiative=TITLE
    )
    discover(ALONE, "Chloe Martin")
    with without_reload(cast.sponsor):
        for guest in ("Chloe Martin", "Arjun Mehta"):
            note_came(cast.lead, guest)
        expect(cast.lead.page.locator(".meet__state")).to_contain_text(
            "Nobody from ops"
        )
        expect(met.locator("li", has_text=ALONE)).to_contain_text(
            "Nobody from ops came"
        )
        path = discover(JOINT, "Abel Girma")
        cast.agent.goto(path)
        with cast.seen_by(cast.lead, meeting="Both sides came"):
            note_came(cast.lead, "Arjun Mehta")
            asked = cast.agent.page.locator(".ask-came")
            asked.get_by_role("button", name=re.compile("^I was there")).click()
        expect(ops_in).to_contain_text(f"Abel Girma came to “{JOINT}”", timeout=SLOW)
    expect(met.locator("li", has_text=JOINT)).to_contain_text("Both sides came")
    expect(ops_in).not_to_contain_text(ALONE)
    cast.judge(cast.lead, cast.agent, cast.sponsor)


def insight(cast: Cast) -> None:
    """Told by a thumb, from Home; then taken up."""
    cast.lead.goto("/insights/")
    cast.agent.goto("/")
    page, thumb = cast.agent.page, Taps()
    told = cast.lead.page.locator(".told").filter(has_text=SAID)
    with without_reload(cast.lead):
        thumb.on(page.locator(".tabbar").get_by_text("Tell us"))
        page.get_by_role("heading", name="Tell us", level=1).wait_for()
        expect(page.get_by_label("What did the customer say?")).to_be_focused()
        page.keyboard.type(SAID)  # the field waits for words
        for words in ("Get a smart meter", "They could not go on"):
            thumb.on(page.get_by_text(words, exact=True))
        thumb.on(page.get_by_role("button", name="Tell them"))
        page.get_by_role("heading", name="What a customer said").wait_for()
        expect(page.locator(".told__said")).to_contain_text(SAID)
        expect(told).to_have_count(1, timeout=SLOW)
    assert thumb.count <= 4
    told.get_by_role("link", name=SAID).click()
    with cast.seen_by(cast.agent, insight=TITLE):
        about = cast.lead.page.get_by_label("Which initiative does it speak to?")
        about.select_option(label=TITLE)
        cast.lead.page.get_by_role("button", name="Save", exact=True).click()
    with cast.seen_by(cast.agent, insight="We write on the day before."):
        cast.lead.page.get_by_label("What becomes of it?").fill(
            "We write on the day before."
        )
        cast.lead.page.get_by_role("button", name="Answer").click()
    cast.judge(cast.lead, cast.agent)


def decision(cast: Cast) -> None:
    slug = cast.path.strip("/").split("/")[-1]
    cast.decision = write_decision(cast.lead, slug, QUESTION)
    with cast.seen_by(cast.agent, insight=QUESTION):
        led = cast.lead.page.get_by_label("What was told about its journeys")
        led.select_option(label=f"{SAID} (Abel Girma)")
        led.locator("xpath=ancestor::form").get_by_role("button").click()
    cast.look(cast.decision, cast.ops, cast.sponsor)
    agree(cast)
    cast.judge(cast.lead, cast.ops)
    cast.lead.page.get_by_role("link", name="Edit", exact=True).click()
    cast.lead.page.get_by_label("This one: option 2").check()
    cast.judge(cast.lead)
    with cast.seen_by(cast.ops, cast.sponsor, decision="Counts no more"):
        cast.lead.page.get_by_role("button", name="Save the decision").click()
        expect(cast.lead.page.locator("#decision")).to_contain_text("Counts no more")
    for who in (cast.lead, cast.ops):
        expect(who.page.locator("#approvals")).not_to_contain_text("approved on")
    agree(cast)


def agree(cast: Cast) -> None:
    """Both sides approve what stands there; a third window shows it."""
    with cast.seen_by(cast.ops, cast.sponsor, approvals="Arjun Mehta"):
        approve(cast.lead, "product")
    with cast.seen_by(cast.lead, cast.sponsor, decision="Taken"):
        approve(cast.ops, "ops")


def requirements(cast: Cast) -> None:
    """700 of a sheet; half of the slice is drawn by keys, half by mouse."""
    rows = [
        (
            f"R-{number}",
            f"Row {number}: {'write before' if number % 59 == 0 else 'etc'}",
        )
        for number in range(ROWS)
    ]
    file = workbook("Backlog", ("Key", "Summary"), rows)
    page, listed = cast.lead.page, f"{cast.path}requirements/"
    cast.lead.goto(f"{listed}add/")
    sheet: FilePayload = {"name": "b.xlsx", "mimeType": TYPE, "buffer": file}
    page.set_input_files("input[type=file]", sheet)
    page.get_by_role("button", name="Check the rows").click()
    page.get_by_role("button", name=f"Add {ROWS} requirements").click()
    expect(page.locator("#slice-title")).to_contain_text(f"0 of {ROWS}")
    cast.look(f"{listed}?q=write+before", *cast.all)
    cast.look(cast.path, cast.agent)
    with without_reload(*cast.others):
        by_keys(cast.lead)
        by_mouse(cast.ops)
        for who in (cast.lead, cast.ops, cast.sponsor):
            expect(who.page.locator("#slice-title")).to_contain_text(
                f"{DRAWN} of {ROWS}", timeout=SLOW
            )
        expect(cast.agent.page.locator("#initiative")).to_contain_text(
            f"The slice: {DRAWN} of {ROWS} requirements", timeout=SLOW
        )
    cast.judge(cast.lead, cast.sponsor)


def by_keys(who: Visitor) -> None:
    """The first six that are shown, each ticked, and put in at once."""
    into_main(who)
    tab_to(who, "All 12 shown")
    for number in range(DRAWN // 2):
        tab_to(who, f"Row {number * 59}: write")
        press(who, "Space")
    tab_to(who, "All 12 shown", back=True)
    push(who, "Put in the slice")
    expect(who.page.locator("#slice-rows li")).to_have_count(DRAWN // 2)


def by_mouse(who: Visitor) -> None:
    """One is dragged, the others go by their buttons."""
    drawn = who.page.locator("#slice-rows li")
    first, *rest = (number * 59 for number in range(DRAWN // 2, DRAWN))
    expect(drawn).to_have_count(DRAWN // 2, timeout=SLOW)
    row = who.page.locator(".reqs__rows li").filter(has_text=f"Row {first}:")
    row.locator("[data-grip]").drag_to(who.page.locator("#slice-rows"))
    expect(drawn).to_have_count(DRAWN // 2 + 1)
    for count, number in enumerate(rest, start=DRAWN // 2 + 2):
        who.settle()  # no part is on its way from the click before
        who.page.get_by_role("button", name=f"Put in the slice: Row {number}:").click()
        expect(drawn).to_have_count(count, timeout=SLOW)


def customer_test(cast: Cast) -> None:
    cast.look(cast.path, *cast.others)
    page = cast.lead.page
    page.get_by_role("link", name="Record a test with it").click()
    page.get_by_label("What do we think will happen?").fill("Who is told stays home")
    page.get_by_label("With how many customers?").fill("40")
    page.get_by_label("What do we measure?").fill("Visits that fail")
    page.get_by_label("In which unit?").fill("per 100")
    page.get_by_label("Value before").fill("20")
    page.get_by_label("Value after").fill("6.5")
    page.get_by_label("How did it go?").select_option(index=1)
    page.get_by_label("What was learnt?").fill("A name makes people wait")
    cast.judge(cast.lead)
    with cast.seen_by(*cast.others, initiative="from 20 to 6.5 per 100"):
        page.get_by_role("button", name="Record the test").click()
        page.locator("#test").wait_for()
    expect(page.locator("#test .cut__rows li")).to_have_count(DRAWN)
    cast.judge(cast.lead, cast.agent)
