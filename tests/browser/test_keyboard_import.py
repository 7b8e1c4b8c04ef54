"""Contacts come in, and their reasons are mapped, by keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.keys import (
    choose,
    into_main,
    press,
    push,
    send,
    tab_to,
    toast,
    write,
)
from tests.browser.making import heading

ROWS = """Ticket,Customer,When,Why,How,Minutes
a-1,c-1,2026-11-02 09:00,Parcel is late,phone,2
a-2,c-2,2026-11-02 10:30,Parcel is late,chat,4
a-3,c-1,2026-11-03 11:15,Wrong size,phone,3
a-4,c-3,no day at all,Wrong size,phone,1
"""
LATER = "Get the first bill at the new home"


@pytest.fixture
def desk(admin: Visitor, tmp_path: Path) -> Visitor:
    """An admin whose file dialog has the parcel desk's file."""
    file = tmp_path / "parcels.csv"
    file.write_text(ROWS)
    admin.page.on("filechooser", lambda chooser: chooser.set_files(file))
    return admin


def upload(who: Visitor) -> None:
    who.goto("/imports/")
    into_main(who)
    send(who, "Import a file")
    tab_to(who, "Contacts: one row for each call")
    press(who, "ArrowDown", "ArrowUp")
    tab_to(who, "File")
    press(who, "Space")
    expect(who.page.get_by_label("File", exact=True)).to_have_value(
        re.compile(r"parcels\.csv$")
    )


def import_it(who: Visitor) -> None:
    """From the file to its rows, stored."""
    upload(who)
    write(who, "Name of the new source", "Parcel desk")
    choose(who, "Time zone of its times", "Europe/Berlin")
    write(who, "What it counts as handling time", "Talking only")
    push(who, "Its customer ids are its own", key="Space")
    arrive(who, "Upload", "Match the columns")

    choose(who, "Contact reason", "Why")
    choose(who, "Channel", "How")
    choose(who, "“chat” means", "Chat")
    choose(who, "Talk time", "Minutes")
    choose(who, "Unit of these times", "Minutes")
    send(who, "Show the values of these columns")
    arrive(who, "Check the rows", "Check the rows")

    tab_to(who, "The table of rows")
    for words in ("3 rows are new and fine", "1 cannot be stored", "no day at all"):
        expect(who.page.locator("main")).to_contain_text(words)
    arrive(who, "Import 3 rows", re.compile("3 rows imported"))


def arrive(who: Visitor, words: str, at: str | re.Pattern[str]) -> None:
    """Press what leads on, by way of a job; begin where it leads at the top."""
    tab_to(who, words)
    press(who, "Enter")
    heading(who, at)
    who.settle()
    into_main(who)


def see_the_refused(who: Visitor) -> None:
    """Which rows were not stored and why, and the file of them; back again."""
    send(who, "See why")
    expect(who.page.get_by_role("row", name="no day at all")).to_be_visible()
    tab_to(who, "Download as CSV")
    with who.page.expect_download() as coming:
        press(who, "Enter")
    assert "no day at all" in Path(coming.value.path()).read_text()
    send(who, "parcels.csv", back=True)
    heading(who, re.compile("3 rows imported"))


def map_them(who: Visitor) -> None:
    """Two ticked at once, undone, and each by itself; then one anew."""
    tab_to(who, "Tick Parcel is late")
    press(who, "Space")
    tab_to(who, "Tick Wrong size")
    press(who, "Space")
    tab_to(who, "Search", back=True)
    choose(who, "To", "Get a price")
    choose(who, "Demand", "Failure demand")
    push(who, "Map the ticked")
    toast(who, "Saved for 2 reasons")
    expect(who.page.locator(".reason-row")).to_have_count(0)
    send(who, "Undo")
    expect(who.page.get_by_text("2 reasons are as before.")).to_be_visible()


def find_them(who: Visitor) -> None:
    who.goto("/reasons/")
    into_main(who)
    choose(who, "Source", "Parcel desk")
    expect(who.page.locator(".reason-row")).to_have_count(2)


def undo_it(who: Visitor, path: str) -> None:
    who.goto(path)
    into_main(who)
    push(who, "Undo this import")
    tab_to(who, "Undo this import")
    press(who, "Enter")
    heading(who, "Undone")


def test_keyboard_brings_a_file_in_maps_its_reasons_and_undoes_it(desk: Visitor):
    import_it(desk)
    path = desk.path.partition("#")[0]
    see_the_refused(desk)

    send(desk, "Map contact reasons")
    map_them(desk)

    find_them(desk)
    choose(desk, "Where Parcel is late belongs", "Follow the switch")
    toast(desk, "Saved for 1 reason")
    choose(desk, "Demand of Parcel is late", "Failure demand")
    expect(desk.page.locator(".reason-row .tag")).to_have_count(1)
    choose(desk, "Where Parcel is late belongs", LATER, back=True)
    find_them(desk)
    row = desk.page.locator(".reason-row").filter(has_text="Parcel is late")
    expect(row.locator("select[name=to] option:checked")).to_have_text(LATER)

    undo_it(desk, path)
