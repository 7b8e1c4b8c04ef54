"""Real files through the real pages, and the figures they are known to give."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.browsing import Visitor, visitor
from tests.browser.site import ROOT, Site, running

DATA = ROOT.parent / "shared" / "data"
FIRST = DATA / "firefox_contacts_2018-12_2019-12.csv"
SECOND = DATA / "firefox_contacts_2020-10_2021-12.csv"
RELEASES = DATA / "firefox_releases_2018-11_2026-06.csv"
BANK = DATA / "anonymous_bank_1999-01.txt"
PASSWORD = "a-long-enough-word"
TOPICS = {
    "Fix what is broken": ["fix-problems", "slowness-or-hanging"],
    "Make it mine": ["customize"],
    "Visit a site": ["websites"],
    "Stay private": ["privacy-and-security"],
    "Keep my bookmarks": ["bookmarks"],
    "Everything else": ["other"],
}
CAST = f"""
from alignment.people.models import Person, Team
from journeys.models import Journey
from django.utils import timezone
people = []
for name, side in (("Petra Lind", "product"), ("Omar Haddad", "ops")):
    team = Team.objects.create(name=side, slug=side, side=side)
    role = "admin" if side == "ops" else "member"
    person = Person.objects.create_user(
        side + "@example.org", "{PASSWORD}", name=name, side=side, role=role
    )
    person.join(team)
    people.append(person)
"""

pytestmark = pytest.mark.skipif(
    not FIRST.exists(), reason=f"the real files are not here: {DATA} is absent"
)


@pytest.fixture(scope="module")
def empty_site() -> Iterator[Site]:
    with running(demo=False) as started:
        started.manage("shell", "-v", "0", "-c", CAST)
        yield started


@pytest.fixture(scope="module")
def admin(empty_site: Site, chrome: Browser) -> Iterator[Visitor]:
    who = visitor(chrome, empty_site.url)
    who.goto("/accounts/login/")
    who.page.get_by_label("Mail address").fill("ops@example.org")
    who.page.get_by_label("Password", exact=True).fill(PASSWORD)
    who.page.get_by_role("button", name="Sign in", exact=True).click()
    who.page.wait_for_url(f"{empty_site.url}/")
    yield who
    who.context.close()


def upload(who: Visitor, file: Path, source: str) -> None:
    """Send a file and wait for the page that matches its columns."""
    page = who.page
    who.goto("/imports/add/")
    page.set_input_files("input[type=file]", file)
    known = page.locator("select[name=source] option", has_text=source)
    if known.count():
        page.locator("select[name=source]").select_option(label=source)
    else:
        page.locator("input[name=name]").fill(source)
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("heading", name="Match the columns").wait_for(timeout=60_000)
    who.settle()


def choose(who: Visitor, field: str, column: str) -> None:
    """Choose a column by its header, and let the form show what follows from it."""
    select = who.page.locator(f"select[name={field}]")
    names = select.locator("option").all_inner_texts()
    wanted = next(name for name in names if name.startswith(f"{column} ("))
    select.select_option(label=wanted)
    who.settle()


def bring_in(who: Visitor) -> str:
    """From the matched columns to the finished import; what its page says."""
    page = who.page
    page.get_by_role("button", name="Check the rows").click()
    page.get_by_role("heading", name="Check the rows").wait_for(timeout=60_000)
    page.get_by_role("button", name="Import").click()
    done = page.get_by_role("heading", name="imported")
    done.wait_for(timeout=120_000)
    return page.locator("#import").inner_text()


def nothing_new(who: Visitor) -> str:
    """Check a file whose rows are all here; what the page says."""
    who.page.get_by_role("button", name="Check the rows").click()
    who.page.get_by_role("heading", name="Check the rows").wait_for(timeout=60_000)
    assert not who.page.get_by_role("button", name="Import").count()
    return who.page.locator("#main").inner_text()


def figures(who: Visitor, path: str) -> str:
    who.goto(path)
    return who.page.locator("#main").inner_text()


def match_firefox(who: Visitor, file: Path) -> None:
    upload(who, file, "Support forum")
    choose(who, "reason", "topic")


@pytest.mark.capability("C20")
def test_import_first_file_gives_the_known_figures(admin: Visitor) -> None:
    match_firefox(admin, FIRST)
    said = bring_in(admin)

    assert "18,312 rows imported" in said
    assert "5,696 of 5,907" in figures(admin, "/kpis/no-contact/?on=2019-06-30")
    assert "13,049 of 13,335" in figures(admin, "/kpis/no-contact/?on=2019-12-31")
    repeats = figures(admin, "/kpis/repeat/?weeks=all")
    assert "583 of 18,312" in repeats
    assert "860 of 18,312" in repeats
    assert "customers we have heard from" in figures(
        admin, "/kpis/no-contact/?on=2019-06-30"
    )


def test_import_the_same_file_again_doubles_nothing(admin: Visitor) -> None:
    before = figures(admin, "/kpis/contacts/?weeks=all")

    match_firefox(admin, FIRST)
    said = nothing_new(admin)

    assert "18,312 are here already" in said
    assert "583 of 18,312" in figures(admin, "/kpis/repeat/?weeks=all")
    assert before == figures(admin, "/kpis/contacts/?weeks=all")


@pytest.mark.capability("C20")
def test_import_second_file_gives_the_known_figures(admin: Visitor) -> None:
    match_firefox(admin, SECOND)
    said = bring_in(admin)

    assert "30,733 rows imported" in said
    for day, share in (
        ("2019-06-30", "5,696 of 5,907"),
        ("2021-06-30", "26,292 of 26,883"),
        ("2021-12-31", "36,886 of 37,441"),
    ):
        assert share in figures(admin, f"/kpis/no-contact/?on={day}")
    repeats = figures(admin, "/kpis/repeat/?weeks=all")
    assert "1,454 of 49,045" in repeats
    assert "2,393 of 49,045" in repeats
    match_firefox(admin, SECOND)
    assert "30,733 are here already" in nothing_new(admin)


@pytest.mark.capability("C21")
def test_import_bank_file_gives_the_known_handling_time(admin: Visitor) -> None:
    upload(admin, BANK, "Bank telephone")
    choose(admin, "id", "vru+line")
    choose(admin, "began", "date")
    choose(admin, "time", "vru_entry")
    choose(admin, "customer", "customer_id")
    choose(admin, "reason", "type")
    choose(admin, "talk", "ser_time")
    choose(admin, "outcome", "outcome")
    for box in admin.page.locator("input[name=handled]").all():
        box.set_checked(box.get_attribute("value") == "AGENT")

    said = bring_in(admin)

    assert "31,599 rows imported" in said
    page = figures(admin, "/kpis/aht/?on=1999-01-31&weeks=12")
    assert "27,060 of 31,599" in page
    assert "183.4517 s" in page


def journeys_of_topics(who: Visitor) -> None:
    page = who.page
    for title in TOPICS:
        who.goto("/journeys/add/?from=")
        page.locator("[name=title]").fill(title)
        page.locator("[name=product_owner]").select_option(index=1)
        page.locator("[name=ops_owner]").select_option(index=1)
        page.get_by_role("button", name="Start the journey").click()
        page.get_by_role("heading", name=title, level=1).wait_for()


def test_reasons_become_six_journeys(admin: Visitor) -> None:
    journeys_of_topics(admin)
    page = admin.page
    for title, topics in TOPICS.items():
        for topic in topics:
            admin.goto(f"/reasons/?q={topic}")
            row = page.locator(".reason-row").filter(
                has=page.get_by_text(topic, exact=True)
            )
            select = row.get_by_label(f"Where {topic} belongs")
            group = select.locator(f"optgroup[label='{title}'] option").first
            select.select_option(value=group.get_attribute("value"))
            admin.settle()

    assert "of 12,637" in figures(
        admin, "/kpis/repeat/?weeks=all&journey=everything-else"
    )
    assert "of 9,455" in figures(
        admin, "/kpis/repeat/?weeks=all&journey=fix-what-is-broken"
    )


@pytest.mark.capability("C21")
def test_release_after_which_contacts_rose_is_told_and_an_outage_is_not(
    admin: Visitor,
) -> None:
    page = admin.page
    admin.goto("/releases/")
    for name, day in (("89.0", "2021-06-01"), ("66.0.4", "2019-05-05")):
        admin.goto("/releases/add/")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Day").fill(day)
        page.get_by_role("button", name="release").last.click()
        page.get_by_role("heading", name=name, level=1).wait_for()
        admin.settle()
        page.wait_for_timeout(1000)
        said = page.locator("#main").inner_text()
        if name == "89.0":
            assert "317" in said
            assert "3.67" in said
        else:
            assert "cannot come from it" in said


def undo(who: Visitor, file: Path) -> None:
    page = who.page
    who.goto("/imports/")
    page.get_by_role("link", name=file.name).last.click()
    page.get_by_text("Undo this import", exact=True).first.click()
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_role("heading", name="Undone").wait_for(timeout=120_000)


def test_import_undone_leaves_everything_as_before(admin: Visitor) -> None:
    undo(admin, BANK)

    assert "1,454 of 49,045" in figures(admin, "/kpis/repeat/?weeks=all")
    assert "36,886 of 37,441" in figures(admin, "/kpis/no-contact/?on=2021-12-31")

    undo(admin, SECOND)

    assert "583 of 18,312" in figures(admin, "/kpis/repeat/?weeks=all")
    assert "13,049 of 13,335" in figures(admin, "/kpis/no-contact/?on=2019-12-31")
    assert "of 18,312" in figures(admin, "/kpis/repeat/?weeks=all&on=2022-12-31")
