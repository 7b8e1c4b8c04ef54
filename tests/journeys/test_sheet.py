"""Workbooks that would harm are read apart, and refused in words."""

import contextlib
import io
import zipfile

import pytest
import xlsxwriter

from alignment import sheet
from alignment.as_xlsx import workbook
from alignment.sheet import UnreadableSheet, read_workbook
from tests.kpis.test_import_nasty import NASTY, bomb

pytestmark = pytest.mark.capability("C12")


def test_sheet_rows_keep_their_numbers():
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    book.add_worksheet("Empty")
    full = book.add_worksheet("Full")
    full.write_row(2, 0, ["Text", 7, 2.5, True])
    book.close()

    rows = read_workbook(kept.getvalue())

    assert [any(row) for row in rows] == [False, False, True]
    assert rows[2] == ["Text", "7", "2.5", "TRUE"]


def test_sheet_as_wide_as_the_world_is_refused(tmp_path):
    content = bomb(tmp_path / "bomb.xlsx").read_bytes()

    with pytest.raises(UnreadableSheet):
        read_workbook(content)


@pytest.mark.parametrize("path", sorted((NASTY / "calamine").glob("*")), ids=str)
def test_sheet_that_was_made_to_harm_is_refused_or_read(path):
    """None of them ends anything but the process that reads it."""
    rows: list[list[str]] = []
    with contextlib.suppress(UnreadableSheet):
        rows = read_workbook(path.read_bytes())

    assert len(rows) <= sheet.MOST_ROWS + 1


def test_sheet_that_unpacks_to_too_much_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (sheet.UNPACKED_BYTES + 1))

    with pytest.raises(UnreadableSheet, match="unpacks to more"):
        read_workbook(kept.getvalue())


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("x",)] * 5_002, "5,002 rows, and 5,000 are the most"),
        ([tuple("x" for _ in range(101))], "101 columns, and 100 are the most"),
        ([("x" * 5_001,)], "Row 1 has a cell of more than 5,000 characters"),
    ],
)
def test_sheet_that_is_too_large_says_how_large(rows, sentence):
    with pytest.raises(UnreadableSheet, match=sentence):
        read_workbook(workbook("Long", rows[0], rows[1:]))


def test_sheet_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(sheet, "WALL_SECONDS", 0.01)

    with pytest.raises(UnreadableSheet, match="It takes too long to read"):
        read_workbook(workbook("One", ("x",), []))
