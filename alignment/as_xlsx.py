"""A table as a workbook. Each cell is text, so that none is ever a formula."""

import io
from collections.abc import Iterable

import xlsxwriter


def workbook(title: str, rows: Iterable[Iterable[str]]) -> bytes:
    """The first row is the head: it stays in sight, and filters the others."""
    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    book = xlsxwriter.Workbook(kept, options)
    sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, None if number else bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 60)
    book.close()
    return kept.getvalue()
