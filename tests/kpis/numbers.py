"""Contacts, lists and their marks, written the way an import does."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from alignment.people.models import Person
from journeys.models import Journey
from kpis.models import (
    Activity,
    Channel,
    Contact,
    ContactImport,
    Customer,
    Direction,
    DirtyCustomer,
    DirtyDay,
    Reason,
    Source,
)
from kpis.operations.refresh import refresh

COUNTER = iter(range(10**9))


def source(name: str = "Phone system", *, listed: bool = False) -> Source:
    made, _ = Source.objects.get_or_create(
        slug=name.lower().replace(" ", "-"),
        defaults={"name": name, "has_customer_list": listed},
    )
    return made


def reason(label: str, *, of: Source | None = None, **fields: object) -> Reason:
    made: Reason = Reason.objects.create(source=of or source(), label=label, **fields)
    return made


def customer(name: str) -> Customer:
    key = hashlib.sha256(name.encode()).digest()
    return Customer.objects.get_or_create(key=key)[0]


def arrived(by: Person, of: Source, kind: str = "contacts") -> ContactImport:
    return ContactImport.objects.create(
        source=of,
        kind=kind,
        file="imports/test.csv",
        file_name="test.csv",
        file_bytes=1,
        state=ContactImport.State.DONE,
        created_by=by,
    )


def contact(
    on: date | datetime,
    why: Reason,
    who: Customer | None = None,
    **fields: object,
) -> Contact:
    """A contact not stored yet: inbound by call and not handled unless said."""
    if not isinstance(on, datetime):
        on = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    zone = ZoneInfo(settings.TIME_ZONE)
    values: dict[str, object] = {
        "external_id": f"c{next(COUNTER):08}",
        "channel": Channel.CALL,
        "direction": Direction.INBOUND,
        "is_handled": False,
        "is_abandoned": False,
        "is_complaint": False,
        **fields,
    }
    return Contact(
        source=why.source,
        reason=why,
        customer=who,
        began_at=on,
        day=on.astimezone(zone).date(),
        **values,
    )


def store(batch: Iterable[Contact], by: Person) -> ContactImport:
    """Store contacts of one source, with the marks of what they change."""
    rows = list(batch)
    bringing = arrived(by, rows[0].source)
    for row in rows:
        row.contact_import = bringing
    Contact.objects.bulk_create(rows, ignore_conflicts=True)
    mark(rows)
    return bringing


def mark(rows: Iterable[Contact]) -> None:
    kept = list(rows)
    days = {row.day for row in kept}
    people = {row.customer_id for row in kept if row.customer_id}
    DirtyDay.objects.bulk_create(DirtyDay(day=day) for day in days)
    DirtyCustomer.objects.bulk_create(DirtyCustomer(customer_id=pk) for pk in people)


def undo(bringing: ContactImport) -> None:
    """Take an import's rows away again, with the marks of what that changes."""
    rows = Contact.objects.filter(contact_import=bringing)
    lines = Activity.objects.filter(contact_import=bringing)
    mark(rows)
    mark_customers(lines.values_list("customer_id", flat=True))
    rows.delete()
    lines.delete()
    ContactImport.objects.filter(pk=bringing.pk).update(state="undone")


def mark_customers(pks: Iterable[int]) -> None:
    DirtyCustomer.objects.bulk_create(DirtyCustomer(customer_id=pk) for pk in set(pks))


def listed(
    lines: Iterable[tuple[Customer, Journey, date, date | None]],
    by: Person,
    of: Source | None = None,
) -> ContactImport:
    """Store a customer list; its source is then one with a list."""
    bringing = arrived(by, of or source(), "customers")
    rows = [
        Activity(
            customer=who,
            journey=journey,
            active_from=first,
            active_until=until,
            contact_import=bringing,
        )
        for who, journey, first, until in lines
    ]
    Activity.objects.bulk_create(rows)
    mark_customers(row.customer_id for row in rows)
    Source.objects.filter(pk=bringing.source_id).update(has_customer_list=True)
    return bringing


def days_from(first: date, *offsets: int) -> list[date]:
    return [first + timedelta(days=n) for n in offsets]


TODAY = date(2026, 3, 2)


def settle() -> None:
    """Let the numbers follow."""
    refresh()
