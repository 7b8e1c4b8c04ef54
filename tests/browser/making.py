"""Pages that no link of the demo leads to, brought about through the product itself."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.site import Site

SLOW = 30_000
PASSWORD = "a-long-enough-word"
GOOD = """Contact id,Customer,Started at,Reason,Channel,Talk seconds
{mark}-1,c-1,2026-11-02 09:00,Parcel is late,phone,120
{mark}-2,c-2,2026-11-02 10:30,Parcel is late,chat,240
{mark}-3,c-1,2026-11-03 11:15,Wrong size,phone,180
"""
BAD = GOOD + "{mark}-4,c-3,no day at all,Wrong size,phone,60\n"


def press(who: Visitor, name: str | re.Pattern[str]) -> None:
    """A button in the page, by its words."""
    who.page.locator("main").get_by_role("button", name=name).first.click()


def heading(who: Visitor, words: str | re.Pattern[str]) -> None:
    """Wait for a heading, as long as a job may take."""
    found = who.page.get_by_role("heading", name=words)
    expect(found.first).to_be_visible(timeout=SLOW)


def invite(admin: Visitor, name: str, mail: str, *, team: str = "") -> str:
    """Invite somebody to any team; the link, shown as there is no mail server."""
    admin.goto("/settings/people/invite/")
    page = admin.page
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Mail address").fill(mail)
    teams = page.get_by_label("Team", exact=True)
    teams.select_option(**({"label": team} if team else {"index": 1}))
    press(admin, "Send the invitation")
    link = page.get_by_label(f"Link for {name}").input_value()
    return link.removeprefix(admin.url)


def come_in(who: Visitor, link: str) -> None:
    """Accept an invitation with a password; signed in afterwards."""
    who.goto(link)
    who.page.get_by_label("Password", exact=True).fill(PASSWORD)
    who.page.get_by_label("Password, again").fill(PASSWORD)
    press(who, "Come in")
    who.page.wait_for_url(f"{who.url}/")


def upload(admin: Visitor, file: Path, source: str) -> str:
    """Send a file of a source that is new or known; the path of its import."""
    page = admin.page
    admin.goto("/imports/add/")
    page.set_input_files("input[type=file]", file)
    if page.locator("select[name=source] option", has_text=source).count():
        page.get_by_label("Where does it come from?").select_option(label=source)
    else:
        page.get_by_label("Name of the new source").fill(source)
    press(admin, "Upload")
    page.wait_for_url(re.compile(r"/imports/\d+/"))
    return re.sub(r"(/imports/\d+/).*", r"\1", admin.path)


def to_match(admin: Visitor) -> None:
    heading(admin, "Match the columns")
    admin.settle()


def to_check(admin: Visitor) -> None:
    to_match(admin)
    press(admin, "Check the rows")
    heading(admin, "Check the rows")


def begin(admin: Visitor) -> None:
    to_check(admin)
    press(admin, re.compile("^Import"))
    admin.settle()


def undo(admin: Visitor) -> None:
    admin.page.get_by_text("Undo this import", exact=True).first.click()
    press(admin, "Undo this import")
    admin.settle()


def draft(admin: Visitor, title: str, *, product: str, ops: str) -> str:
    """Start a journey for two others, who have not accepted; its path."""
    page = admin.page
    admin.goto("/journeys/add/?from=")
    page.get_by_label("What the customer wants").fill(title)
    page.locator("[name=product_owner]").select_option(label=product)
    page.locator("[name=ops_owner]").select_option(label=ops)
    press(admin, "Start the journey")
    heading(admin, title)
    return admin.path


class Made:
    """Addresses by route, each made at its first use and kept for the run."""

    def __init__(self, admin: Visitor, folder: Path, site: Site) -> None:
        self.admin, self.folder, self.site = admin, folder, site
        self.kept: dict[str, str] = {}
        self.ways: dict[str, Callable[[], str]] = {
            "account_set_password": lambda: "/accounts/password/set/",
            "actions:comment-edit": self._comment,
            "actions:mail-choice-stop": self._stop,
            "people:invitation-accept": self._invitation,
            "journeys:customer-test-edit": lambda: f"{self._tested()}edit/",
            "journeys:customer-test-show": self._tested,
            "journeys:owner-appoint": self._appointing,
            "journeys:meeting-export": self._calendar_file,
            "journeys:feed-read": self._feed,
            "journeys:requirement-edit": self._required,
            "kpis:import-match": self._matching,
            "kpis:import-check": self._checking,
            "kpis:import-refused": self._refused,
        }

    def __getitem__(self, route: str) -> str:
        if route not in self.kept:
            self.kept[route] = self.ways[route]()
        return self.kept[route]

    def file(self, mark: str, rows: str = BAD) -> Path:
        path = self.folder / f"{mark}.csv"
        path.write_text(rows.replace("{mark}", mark))
        return path

    def _comment(self) -> str:
        """Of one's own, not older than a quarter of an hour."""
        self.admin.goto("/initiatives/photo-readings-2/")
        page = self.admin.page
        page.locator("#talk").scroll_into_view_if_needed()
        page.get_by_label("Write something").fill("Is the pilot over?")
        page.locator(".talk__write button").click()
        edit = page.get_by_role("link", name=re.compile("^Edit what you wrote")).last
        return edit.get_attribute("href") or ""

    def _stop(self) -> str:
        """The link in a mail about an action that the admin gives to somebody."""
        page = self.admin.page
        self.admin.goto("/actions/add/")
        page.get_by_label("What will be done?").fill("Look at the mail of it")
        owner = "Sam Okafor, Product manager, moves"
        page.get_by_label("Who will do it?").select_option(label=owner)
        page.get_by_label("By which day?").fill("2030-01-07")
        press(self.admin, "Add the action")
        return self.site.in_mail("sam.okafor@brightwater.example", r"/mails/[^/\s]+/")

    def _invitation(self) -> str:
        return invite(self.admin, "Ida Kowal", "ida.kowal@example.org")

    def _appointing(self) -> str:
        self.admin.goto("/journeys/add/?from=")
        names = {
            side: self.admin.page.locator(f"[name={side}_owner] option")
            .last.inner_text()
            .strip()
            for side in ("product", "ops")
        }
        return draft(self.admin, "Send a parcel back", **names) + "owners/product/"

    def _calendar_file(self) -> str:
        self.admin.goto("/meetings/?of=all")
        self.admin.page.locator(".meet a").first.click()
        self.admin.page.get_by_role("heading", level=1).wait_for()
        return self.admin.path.rstrip("/") + ".ics"

    def _feed(self) -> str:
        self.admin.goto("/meetings/calendar/")
        press(self.admin, re.compile("^Make a"))
        shown = self.admin.page.get_by_label("The address of your calendar", exact=True)
        return "/calendar/" + shown.input_value().partition("/calendar/")[2]

    def _tested(self) -> str:
        """Only one initiative of the demo has got so far."""
        return self._first("/initiatives/final-bill-in-a-week/", "a[href^='/tests/']")

    def _required(self) -> str:
        path = "/initiatives/final-bill-in-a-week/requirements/"
        return self._first(path, ".reqs__rows a")

    def _first(self, path: str, links: str) -> str:
        """Where the first of these links leads to."""
        self.admin.goto(path)
        return self.admin.page.locator(links).first.get_attribute("href") or ""

    def _matching(self) -> str:
        path = upload(self.admin, self.file("match"), "Parcel post")
        to_match(self.admin)
        return f"{path}match/"

    def _checking(self) -> str:
        path = upload(self.admin, self.file("check"), "Parcel post")
        to_check(self.admin)
        return f"{path}check/"

    def _refused(self) -> str:
        path = upload(self.admin, self.file("refused"), "Parcel post")
        begin(self.admin)
        heading(self.admin, re.compile("3 rows imported"))
        return f"{path}refused/"
