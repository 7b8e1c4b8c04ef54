"""Contacts as the text of a CSV file, made while it is sent."""

from collections.abc import Iterator

from django.utils import timezone

from alignment.as_csv import BEGIN, as_text, line
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


def contact_lines(wanted: Wanted) -> Iterator[str]:
    """The head, then the rows day by day, newest first."""
    yield BEGIN + line(HEAD)
    for day in contact_days(wanted):
        for row in contacts_of(wanted, day):
            yield line(_cells(row))


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
