"""Small tables from a file or from pasted text, as rows of cells."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_BYTES = 1_000_000
NO_CSV = "This is not a CSV file. Save the sheet as CSV first."
Table = list[tuple[int, list[str]]]
"""Line and cells of each row that holds something."""


Columns = dict[str, str]
"""The header that each field is read from, or ""."""


class UnreadableFile(Exception):
    """The file as a whole cannot be read."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What was found about a row: why it cannot be kept, or that it already is."""

    problem: str = ""
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        return not self.problem and not self.is_known


Row = TypeVar("Row", bound=Checked)


@dataclass(frozen=True)
class Checks(Generic[Row]):
    """A table as it was read, every row of it checked."""

    headers: tuple[str, ...]
    columns: Columns
    rows: tuple[Row, ...]

    @property
    def new(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_new)

    @property
    def known(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_known)

    @property
    def refused(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.problem)


def guessed(headers: tuple[str, ...], words: Mapping[str, tuple[str, ...]]) -> Columns:
    """The first header that one of the `words` for a field names."""
    low = {header.lower(): header for header in headers}
    return {
        field: next((low[word] for word in each if word in low), "")
        for field, each in words.items()
    }


def corrected(columns: Columns, headers: tuple[str, ...], chosen: Columns) -> Columns:
    """What a person chose wins, where there is such a header."""
    known = (*headers, "")
    return columns | {field: name for field, name in chosen.items() if name in known}


def text_of(content: bytes, *, otherwise: str = NO_CSV) -> str:
    """The file's text; UTF-8, else the usual encoding of office programs.

    Raises UnreadableFile, which says `otherwise` of a file that holds no text.
    """
    if b"\0" in content or content.startswith(b"%PDF"):
        raise UnreadableFile(otherwise)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def table_of(text: str, *, delimiter: str = "") -> Table:
    """Its rows, the first of them the headings. Without a delimiter it is guessed.

    Raises UnreadableFile, also where no cell holds anything.
    """
    first = text.splitlines()[:1] or [""]
    found = delimiter or max(",;\t", key=first[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=found)
    try:
        table = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise UnreadableFile(f"Line {reader.line_num}: {error}.") from error
    if not table:
        raise UnreadableFile("The file is empty.")
    must_be_small(table)
    return table


def must_be_small(table: Table) -> None:
    """Raise UnreadableFile for too many rows or columns."""
    width = max((len(row) for _, row in table), default=0)
    if width > MOST_COLUMNS:
        raise UnreadableFile(
            f"The file has {width:,} columns. Keep those that are needed, and choose it"
            " again."
        )
    if len(table) > MOST_ROWS + 1:
        raise UnreadableFile(f"The file has more than {MOST_ROWS:,} rows. Split it.")
