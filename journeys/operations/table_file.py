"""Small tables from a file or from pasted text, as rows of cells."""

import csv
import io

MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_BYTES = 1_000_000
Table = list[tuple[int, list[str]]]
"""Line and cells of each row that holds something."""


class UnreadableFile(Exception):
    """The file as a whole cannot be read."""


def text_of(content: bytes) -> str:
    """The file's text; UTF-8, else the usual encoding of office programs.

    Raises UnreadableFile.
    """
    if b"\0" in content:
        raise UnreadableFile("This is not a CSV file. Save the sheet as CSV first.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def table_of(text: str, *, delimiter: str = "") -> Table:
    """Its rows, the first of them the headings. Without a delimiter it is guessed.

    Raises UnreadableFile.
    """
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        raise UnreadableFile("The file is empty.")
    found = delimiter or max(",;\t", key=lines[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=found)
    try:
        table = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise UnreadableFile(f"Line {reader.line_num}: {error}.") from error
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
