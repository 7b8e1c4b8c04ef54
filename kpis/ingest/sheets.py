"""Reads workbooks: XLSX, XLSM, XLSB, XLS and ODS."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine as calamine

from alignment.sheet import cell_text
from kpis.ingest.heads import find_head
from kpis.ingest.limits import (
    CELL_CHARACTERS,
    CELLS,
    COLUMNS,
    SHEETS,
    UNPACKED_BYTES,
    Head,
    Order,
    Unreadable,
)
from kpis.ingest.parts import PartWriter

BATCH = 20_000
LOOKED_AT = 200


def read_sheet(order: Order) -> dict[str, Any]:
    """Write the parts of one sheet of a workbook. Raises Unreadable."""
    _check_zip(Path(order.path))
    try:
        book = calamine.load_workbook(order.path)
        names = _sheet_names(book)
        name = _choose(book, names, order.sheet)
        sheet = book.get_sheet_by_name(name)
    except calamine.PasswordError as error:
        raise Unreadable(
            "It is locked with a password. Save it without one, then upload it again."
        ) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(
            f"It is damaged or not a workbook ({str(error)[:120]}). Open it in a"
            " spreadsheet program, save it as XLSX and upload that."
        ) from error
    found = _read_rows(sheet, name, order)
    return found | {"encoding": "", "delimiter": "", "sheets": names, "sheet": name}


def _check_zip(path: Path) -> None:
    """Refuse archives that unpack to far more than they weigh."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > UNPACKED_BYTES:
        raise Unreadable(
            f"It unpacks to {unpacked / 2**30:,.1f} GB, which is too much. Save the"
            " sheet as CSV and upload that."
        )


def _sheet_names(book: calamine.CalamineWorkbook) -> list[str]:
    kinds = calamine.SheetTypeEnum
    names = [
        sheet.name for sheet in book.sheets_metadata if sheet.typ == kinds.WorkSheet
    ]
    if not names:
        raise Unreadable("It has no sheet with a table.")
    return names[:SHEETS]


def _choose(book: calamine.CalamineWorkbook, names: list[str], wanted: str) -> str:
    """The wanted sheet, or the first visible one that holds something."""
    if wanted:
        if wanted not in names:
            raise Unreadable(f"It has no sheet “{wanted}”. It has: {', '.join(names)}.")
        return wanted
    visible = calamine.SheetVisibleEnum.Visible
    shown = [each.name for each in book.sheets_metadata if each.visible == visible]
    order = [name for name in names if name in shown] + names
    for name in order[:20]:
        if book.get_sheet_by_name(name).height > 0:
            return name
    return order[0]


def _read_rows(
    sheet: calamine.CalamineSheet, name: str, order: Order
) -> dict[str, Any]:
    _check_size(sheet, name)
    top = (sheet.start or (0, 0))[0]
    rows = enumerate(_text_rows(sheet), start=top + 1)
    first = [row for row, _ in zip(rows, range(LOOKED_AT), strict=False)]
    head = find_head([cells for _, cells in first], order.has_header)
    writer = PartWriter(Path(order.folder), head.names, order.rows_limit)
    _write_batches(_rest(first[head.skipped :], rows), head, writer)
    if not writer.rows and not writer.refused:
        raise Unreadable(
            f"Sheet “{name}” holds a header and no rows. Choose another sheet or file."
        )
    return writer.finish() | {"has_header": head.has_header}


def _check_size(sheet: calamine.CalamineSheet, name: str) -> None:
    if sheet.width > COLUMNS:
        raise Unreadable(
            f"Sheet “{name}” has {sheet.width:,} columns, and {COLUMNS} are the most."
            " Remove the columns you do not need."
        )
    if sheet.width * sheet.height > CELLS:
        raise Unreadable(
            f"Sheet “{name}” has {sheet.width * sheet.height:,} cells, and {CELLS:,}"
            " are the most. Save it as CSV and upload that."
        )


def _rest(
    first: list[tuple[int, list[str]]], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    yield from first
    yield from rows


def _write_batches(
    rows: Iterator[tuple[int, list[str]]], head: Head, writer: PartWriter
) -> None:
    width = len(head.names)
    numbers: list[int] = []
    batch: list[list[str]] = []
    for line, cells in rows:
        if not any(cells):
            continue
        extra = [cell for cell in cells[width:] if cell]
        if extra or any(len(cell) > CELL_CHARACTERS for cell in cells):
            writer.refuse(
                line,
                " ".join(extra) or "long text",
                "This row has a cell beyond the table's last column, or one that is"
                " far too long.",
            )
            continue
        numbers.append(line)
        batch.append([*cells[:width], *[""] * (width - len(cells))])
        if len(batch) == BATCH:
            writer.add_rows(numbers, batch)
            numbers, batch = [], []
    writer.add_rows(numbers, batch)


def _text_rows(sheet: calamine.CalamineSheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [cell_text(cell) for cell in row]
