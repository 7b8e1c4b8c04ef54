"""Small workbooks, read in a process of their own that cannot harm this one.

`python -m alignment.sheet PATH` is that process: it limits its own memory and processor
time before it touches the file, and answers with one line of JSON.
"""

import json
import resource
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MEMORY_BYTES = 2**30
CPU_SECONDS, WALL_SECONDS = 20, 30
UNPACKED_BYTES = 200 * 2**20
MOST_ROWS, MOST_COLUMNS = 5_000, 100
MOST_CHARACTERS = 5_000
"""Of one cell."""
MEND = "Open it in a spreadsheet program, save the sheet as CSV and choose that."


class UnreadableSheet(Exception):
    """The workbook cannot be read; the message says how to mend it."""


def is_workbook(start: bytes) -> bool:
    """Whether a file that begins so is a workbook: XLSX, XLSB, ODS, or XLS."""
    return start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))


def read_workbook(content: bytes) -> list[list[str]]:
    """The rows of its first sheet that holds something, from row 1 on.

    Raises UnreadableSheet.
    """
    # Not needed, and too much to load, in the process that reads.
    from alignment.apart import TookTooLong, run_apart  # noqa: PLC0415

    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            done = run_apart("-m", "alignment.sheet", file.name, seconds=WALL_SECONDS)
        except TookTooLong as error:
            raise UnreadableSheet(f"It takes too long to read. {MEND}") from error
    if done.returncode:
        raise UnreadableSheet(f"It is damaged, or needs too much memory. {MEND}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if problem := answer.get("problem"):
        raise UnreadableSheet(problem)
    rows: list[list[str]] = answer["rows"]
    return rows


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: dict[str, Any] = {"rows": list(_rows(Path(sys.argv[1])))}
    except UnreadableSheet as problem:
        answer = {"problem": str(problem)}
    except MemoryError:
        answer = {"problem": f"Reading it needs too much memory. {MEND}"}
    json.dump(answer, sys.stdout)


def _rows(path: Path) -> Iterator[list[str]]:
    import python_calamine as calamine  # noqa: PLC0415 -- only under the limits

    _must_unpack(path)
    try:
        book = calamine.load_workbook(str(path))
        found = (book.get_sheet_by_name(name) for name in book.sheet_names[:20])
        sheet = next((each for each in found if each.height), None)
    except calamine.PasswordError as error:
        raise UnreadableSheet(
            "It is locked with a password. Save it without one first."
        ) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableSheet(f"It is damaged or not a workbook. {MEND}") from error
    if sheet is None:
        raise UnreadableSheet("It has no sheet that holds anything.")
    _must_be_small(sheet)
    for number, row in enumerate(sheet.iter_rows(), start=1):  # from row 1 on
        cells = [cell_text(cell) for cell in row]
        if any(len(cell) > MOST_CHARACTERS for cell in cells):
            raise UnreadableSheet(
                f"Row {number} has a cell of more than {MOST_CHARACTERS:,} characters."
                " Shorten it, and choose the file again."
            )
        yield cells


def _must_unpack(path: Path) -> None:
    """Refuse archives that unpack to far more than they weigh."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > UNPACKED_BYTES:
        raise UnreadableSheet(f"It unpacks to more than is allowed. {MEND}")


def _must_be_small(sheet: Any) -> None:
    if sheet.width > MOST_COLUMNS:
        raise UnreadableSheet(
            f"The sheet has {sheet.width:,} columns, and {MOST_COLUMNS} are the most."
            " Take away those you do not need."
        )
    last = (sheet.start or (0, 0))[0] + sheet.height
    if last > MOST_ROWS + 1:
        raise UnreadableSheet(
            f"The sheet has {last:,} rows, and {MOST_ROWS:,} are the most. Split it."
        )


def cell_text(cell: object) -> str:
    """A cell as a person would type it into a CSV file."""
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        cell = int(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    text = "" if cell is None else str(cell)
    return text.upper() if isinstance(cell, bool) else text.replace("\0", "�")


if __name__ == "__main__":
    main()
