"""The register as files for spreadsheet programs, made while they are sent."""

import io
from collections.abc import Iterator
from itertools import chain

import xlsxwriter
from django.utils import timezone

from alignment.as_csv import BEGIN, as_text, line
from alignment.audit.queries.change import (
    MOST,
    ChangeRow,
    Wanted,
    all_rows,
    is_too_many,
)

HEAD = ("When", "Who", "Kind", "What", "Done", "Changed", "Before", "After")
CUT = (
    f"Only the newest {MOST:,} changes are in this file. Choose fewer days for others."
)
LONGEST = 32_000
"""Letters in a cell that every spreadsheet program bears."""


def csv_lines(wanted: Wanted) -> Iterator[str]:
    yield BEGIN + line(HEAD)
    for cells in _table(wanted):
        yield line(as_text(cell) for cell in cells)


def workbook(wanted: Wanted) -> bytes:
    """Every cell is text."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"constant_memory": True})
    sheet = book.add_worksheet("Changes")
    for number, cells in enumerate(chain([HEAD], _table(wanted))):
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell)
    book.close()
    return kept.getvalue()


def _table(wanted: Wanted) -> Iterator[tuple[str, ...]]:
    for row in all_rows(wanted):
        yield from _cells(row)
    if is_too_many(wanted):
        yield (CUT,)


def _cells(row: ChangeRow) -> Iterator[tuple[str, ...]]:
    """A line for each column that changed."""
    at = timezone.localtime(row.at).isoformat(timespec="seconds")
    begin = (at, row.who, row.kind, row.title, row.verb)
    if not row.lines:
        yield (*begin, "", "", "")
    for each in row.lines:
        cells = (each.label, each.before[:LONGEST], each.after[:LONGEST])
        yield (*begin, *cells)
