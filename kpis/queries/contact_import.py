"""Imports as their pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from alignment.as_csv import BEGIN, as_text, line
from kpis.models import ContactImport, RefusedRow

PLACES = {"reading": 1, "matching": 2, "importing": 4, "refreshing": 4, "done": 4}


@dataclass(frozen=True)
class Progress:
    """How far an import is, in rows."""

    done: int
    total: int
    new: int
    known: int
    refused: int

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


def progress(contact_import: ContactImport) -> Progress:
    """Counts of the chunks stored so far; of a finished import, its own."""
    sums = contact_import.chunks.filter(is_done=True).aggregate(
        done=Sum("rows"),
        new=Sum("rows_new"),
        known=Sum("rows_known"),
        refused=Sum("rows_refused"),
    )
    found = {name: value or 0 for name, value in sums.items()}
    if contact_import.state == ContactImport.State.UNDONE:
        found |= {
            "new": contact_import.rows_new,
            "known": contact_import.rows_known,
            "refused": contact_import.rows_refused,
        }
    return Progress(total=contact_import.rows_total, **found)


def refused_rows(contact_import: ContactImport) -> QuerySet[RefusedRow]:
    """Rows that were not stored, in the file's order."""
    found = RefusedRow.objects.filter(chunk__contact_import=contact_import)
    return found.order_by("line", "pk")


def refused_lines(contact_import: ContactImport) -> Iterator[str]:
    """The refused rows as lines of a CSV file, head first."""
    yield BEGIN + line(("Line", "Column", "Value", "Reason"))
    rows = refused_rows(contact_import).values_list("line", "column", "value", "reason")
    for number, *cells in rows.iterator(chunk_size=2000):
        yield line((str(number), *map(as_text, cells)))
