"""Finds where a table begins: its width, its header, and titles that stand above it."""

import re
from collections import Counter

from kpis.ingest.limits import COLUMNS, Head, Unreadable

DATA_LIKE = re.compile(
    r"""^[\s]*(
        [-+]?[\d.,:/\-\s]*\d[\d.,:/\-\s]*%?          # numbers, dates, times
      | \d{4}-\d\d-\d\d[T ].*                        # ISO times with what follows
      | true|false|yes|no|y|n                        # answers
      | [^\s@]+@[^\s@]+\.[a-z]+                      # mail addresses
    )[\s]*$""",
    re.IGNORECASE | re.VERBOSE,
)


def find_head(records: list[list[str]], has_header: bool | None) -> Head:  # noqa: FBT001
    """Look at the first records of a table.

    Titles above the table are narrower than it and are skipped. Raises Unreadable
    for a table that is empty or too wide.
    """
    widths = Counter(len(_trimmed(record)) for record in records)
    widths.pop(0, None)
    if not widths:
        raise Unreadable("It holds no rows. Check that you saved the right sheet.")
    width = max(widths, key=lambda each: (widths[each], each))
    whole = [
        place
        for place, record in enumerate(records)
        if len(record) >= width and len(_trimmed(record)) * 2 > width
    ]
    first = whole[0] if whole else 0
    top = records[first]
    if len(records) > first + 1:
        width = max(width, len(_trimmed(top)))
    if width > COLUMNS:
        raise Unreadable(
            f"It has {width:,} columns, and {COLUMNS} are the most. Remove the columns"
            " you do not need."
        )
    if has_header is None:
        has_header = looks_like_names(top, records[first + 1 : first + 50])
    names = [" ".join(cell.split())[:200] for cell in top[:width]] if has_header else []
    names += [""] * (width - len(names))
    return Head(
        [name or f"Column {place}" for place, name in enumerate(names, start=1)],
        has_header,
        first + int(has_header),
    )


def looks_like_names(top: list[str], below: list[list[str]]) -> bool:
    """Whether the first row names the columns rather than being one of the rows."""
    cells = [cell.strip() for cell in top if cell.strip()]
    if not cells or len(set(cells)) < len(cells):
        return False
    if any(DATA_LIKE.match(cell) for cell in cells):
        return False
    return not any(record == top for record in below)


def _trimmed(record: list[str]) -> list[str]:
    """The record without empty cells at its end."""
    end = len(record)
    while end and not record[end - 1].strip():
        end -= 1
    return record[:end]
