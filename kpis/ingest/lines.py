"""Records of a delimited text, one by one, each with the line it begins on."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from kpis.ingest.limits import CELL_CHARACTERS

MOST_LINES = 500
"""A record that goes on for longer has an unclosed quotation mark, not long text."""


@dataclass(frozen=True)
class Record:
    line: int
    cells: list[str]
    problem: str = ""


def records(lines: Iterator[str], delimiter: str) -> Iterator[Record]:
    """Each record that is not blank.

    A quotation mark that never closes costs its own line only: reading goes on with
    the next one.
    """
    waiting: list[str] = []
    number = 0
    while True:
        text = waiting.pop() if waiting else next(lines, None)
        if text is None:
            return
        number += 1
        start, record = number, [text]
        is_open = '"' in text and _is_open(text, delimiter)
        while is_open and len(record) < MOST_LINES:
            following = waiting.pop() if waiting else next(lines, None)
            if following is None:
                break
            record.append(following)
            number += 1
            is_open = '"' not in following or _is_open("".join(record), delimiter)
        whole = "".join(record)
        if is_open:
            waiting.extend(reversed(record[1:]))
            number = start
            yield Record(
                start,
                [text.rstrip("\r\n")],
                "A quotation mark opens here and is never closed. Close or remove it.",
            )
        elif whole.strip("\r\n"):
            yield _record(start, whole, delimiter)


def _record(line: int, text: str, delimiter: str) -> Record:
    if "\0" in text:
        return Record(
            line,
            [text.replace("\0", "�").rstrip("\r\n")],
            "This line holds a NUL character. Remove it.",
        )
    if '"' not in text:
        return Record(line, text.rstrip("\r\n").split(delimiter))
    try:
        return Record(line, next(csv.reader([text], delimiter=delimiter)))
    except csv.Error as error:
        return Record(line, [text], f"This line cannot be split into cells: {error}.")


def _is_open(text: str, delimiter: str) -> bool:
    """Whether a quoted cell is still open at the end of the text."""
    place = 0
    while True:
        if text.startswith('"', place):
            place = _after_quoted(text, place + 1)
            if place < 0:
                return True
        following = text.find(delimiter, place)
        if following < 0:
            return False
        place = following + 1


def _after_quoted(text: str, place: int) -> int:
    """Where a quoted cell has ended, or -1; two quotation marks stand for one."""
    while (end := text.find('"', place)) >= 0:
        if not text.startswith('"', end + 1):
            return end + 1
        place = end + 2
    return -1


def fitted(record: Record, width: int) -> tuple[list[str], str]:
    """The record's cells made as many as the table's columns, or what is wrong."""
    cells = record.cells
    if record.problem:
        return cells, record.problem
    if any(len(cell) > CELL_CHARACTERS for cell in cells):
        return cells, f"A cell is longer than {CELL_CHARACTERS:,} characters."
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return cells, (
            f"This line has {len(cells)} cells and the table {width} columns."
            " Put quotation marks around cells that hold the separator."
        )
    return [*cells[:width], *[""] * (width - len(cells))], ""
