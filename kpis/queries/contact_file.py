"""Contacts as the text of a CSV file, made while it is sent."""

import csv
import io
from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest
from django.utils import timezone

from kpis.queries.contact import ContactRow, Wanted, contact_days, contacts_of

HEAD = (
    "Began at",
    "Customer",
    "Journey",
    "Step",
    "Reason",
    "Source",
    "Channel",
    "Direction",
    "Handling seconds",
    "Handled",
    "Abandoned",
    "Complaint",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
A_BLOCK = 2000
"""Rows written out at once."""


def blocks(wanted: Wanted) -> Iterator[str]:
    """Pieces of the file: the head, then the rows day by day, newest first."""
    yield "\ufeff" + _line(HEAD)
    for day in contact_days(wanted):
        lines: list[str] = []
        for row in contacts_of(wanted, day):
            lines.append(_line(_cells(row)))
            if len(lines) == A_BLOCK:
                yield "".join(lines)
                lines.clear()
        if lines:
            yield "".join(lines)


def streamed(
    request: HttpRequest, pieces: Iterator[str]
) -> Iterator[str] | AsyncIterator[str]:
    """The pieces one by one also where the server is asynchronous."""
    if not isinstance(request, ASGIRequest):
        return pieces

    async def one_by_one() -> AsyncIterator[str]:
        following = sync_to_async(lambda: next(pieces, None))
        while (piece := await following()) is not None:
            yield piece

    return one_by_one()


def as_text(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is told to be text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(row: ContactRow) -> tuple[str, ...]:
    seconds = "" if row.handled_seconds is None else str(row.handled_seconds)
    return (
        timezone.localtime(row.began_at).isoformat(timespec="seconds"),
        row.customer,
        as_text(row.journey),
        as_text(row.step),
        as_text(row.reason),
        as_text(row.source),
        row.channel,
        row.direction,
        seconds,
        "yes" if row.is_handled else "no",
        "yes" if row.is_abandoned else "no",
        "yes" if row.is_complaint else "no",
    )


def _line(cells: tuple[str, ...]) -> str:
    kept = io.StringIO()
    csv.writer(kept).writerow(cells)
    return kept.getvalue()
