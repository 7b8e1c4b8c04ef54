"""The register of workarounds as a sheet."""

from collections.abc import Iterator
from decimal import Decimal

from alignment.as_csv import BEGIN, as_text, line
from alignment.as_xlsx import workbook
from journeys.models.workaround_costs import WorkaroundQuerySet
from journeys.queries.workaround import WorkaroundRow, workaround_rows

HEAD = (
    *("What is done by hand", "Journey", "Step", "Systems", "State", "Owner"),
    *("People", "Times a week each", "Minutes each", "Error %", "Minutes to mend"),
    *("Hours a month", "Hours, low", "Hours, high"),
    *("Cost a month", "Cost, low", "Cost, high", "Currency"),
    *("Release that ends it", "Proposed by", "Proposed on"),
)
Cell = str | int | Decimal


def workaround_lines(
    found: WorkaroundQuerySet, rate: Decimal, currency: str
) -> Iterator[str]:
    """As CSV: the head, then the rows in their order."""
    yield BEGIN + line(HEAD)
    for row in workaround_rows(found, rate):
        cells = _cells(row, currency)
        yield line(as_text(c) if isinstance(c, str) else str(c) for c in cells)


def workaround_book(found: WorkaroundQuerySet, rate: Decimal, currency: str) -> bytes:
    """As XLSX."""
    rows = [_cells(row, currency) for row in workaround_rows(found, rate)]
    return workbook("Workarounds", HEAD, rows)


def _cells(row: WorkaroundRow, currency: str) -> tuple[Cell, ...]:
    cost = row.cost
    hours = tuple(round(each, 2) for each in (cost.hours, cost.low, cost.high))
    money = tuple(
        round(each, 2) for each in (cost.money, cost.money_low, cost.money_high)
    )
    return (
        row.what,
        row.journey,
        row.step,
        ", ".join(row.systems),
        row.word,
        row.owner.name if row.owner else "",
        row.people_count,
        row.times_a_week,
        row.minutes_each,
        row.error_percent,
        row.fix_minutes,
        *hours,
        *money,
        currency,
        row.release or "",
        row.proposed_by.name,
        row.proposed_at.date().isoformat(),
    )
