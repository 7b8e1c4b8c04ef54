"""What every file for spreadsheet programs has in common."""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import islice

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest

BEGIN = "\ufeff"
"""Tells spreadsheet programs that the letters are UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
A_BLOCK = 2000
"""Lines written out at once."""


def as_text(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is told to be text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def line(cells: Iterable[str]) -> str:
    kept = io.StringIO()
    csv.writer(kept).writerow(cells)
    return kept.getvalue()


def in_blocks(lines: Iterator[str]) -> Iterator[str]:
    """Many lines at a time: each piece of an answer has its price."""
    while block := "".join(islice(lines, A_BLOCK)):
        yield block


def streamed(
    request: HttpRequest, lines: Iterator[str]
) -> Iterator[str] | AsyncIterator[str]:
    """The lines in blocks, also where the server is asynchronous."""
    pieces = in_blocks(lines)
    if not isinstance(request, ASGIRequest):
        return pieces

    async def one_by_one() -> AsyncIterator[str]:
        following = sync_to_async(lambda: next(pieces, None))
        while (piece := await following()) is not None:
            yield piece

    return one_by_one()
