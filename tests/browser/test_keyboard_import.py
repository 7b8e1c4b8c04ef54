"""A file comes in by keyboard alone."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.test_keyboard import press, tab_to

ROWS = """Contact id,Customer,Started at,Reason,Channel,Talk seconds
a-1,c-1,2026-11-02 09:00,Parcel is late,phone,120
a-2,c-2,2026-11-02 10:30,Parcel is late,chat,240
a-3,c-1,2026-11-03 11:15,Wrong size,phone,180
"""
SLOW = 30_000


def test_keyboard_brings_a_file_in(admin: Visitor, tmp_path: Path):
    file = tmp_path / "parcels.csv"
    file.write_text(ROWS)
    page = admin.page
    page.on("filechooser", lambda chooser: chooser.set_files(file))
    admin.goto("/imports/add/")

    page.get_by_label("File", exact=True).focus()
    press(admin, "Space")
    expect(page.get_by_label("File", exact=True)).to_have_value(
        re.compile(r"parcels\.csv$")
    )
    page.get_by_label("Name of the new source").focus()
    page.keyboard.type("Parcel desk")
    tab_to(admin, "Upload")
    press(admin, "Enter")

    expect(page.get_by_role("heading", name="Match the columns")).to_be_visible(
        timeout=SLOW
    )
    tab_to(admin, "Check the rows")
    press(admin, "Enter")

    expect(page.get_by_role("heading", name="Check the rows")).to_be_visible(
        timeout=SLOW
    )
    tab_to(admin, "Import 3 rows")
    press(admin, "Enter")

    done = page.get_by_role("heading", name=re.compile("3 rows imported"))
    expect(done).to_be_visible(timeout=SLOW)
