"""A workbook of one sheet, made in memory: for tables of some thousand rows."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | Decimal
MOST_LETTERS = 32_767
"""A cell holds no more."""


def workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Texts stay texts whatever they begin with: never a formula, never a link."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(name[:31])
    bold = book.add_format({"bold": True})
    for column, word in enumerate(head):
        sheet.write_string(0, column, word, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell[:MOST_LETTERS])
            else:
                sheet.write_number(number, column, float(cell))
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return kept.getvalue()
