"""Bring the numbers up to date with the contacts: what changed, or everything.

One refresh runs at a time. It takes every mark of a change, works out the days and
customers it concerns, and tells browsers, in one transaction on one snapshot.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from psycopg.errors import SerializationFailure

from alignment.live import publish
from alignment.people.models import Organisation
from kpis.models import (
    ContactImport,
    Customer,
    DirtyCustomer,
    DirtyDay,
    DirtyReason,
    Freshness,
)
from kpis.operations import repeat, rollup, spoken, standing
from kpis.operations.imports import finish_refreshed
from kpis.operations.planner import analyze_misjudged

logger = logging.getLogger(__name__)
LOCK = 7_240_117
"""Key of the advisory lock that a refresh holds."""
PAUSE = timedelta(seconds=60)
MOST = 0.4
"""From this share of customers on, everything is worked out: that is quicker."""
FEW = 2000
"""Fewer customers than these are never "most"."""
TABLE = "kpis_customer"
MANY_RUNS = 60
"""From so many separate spans of days on, one scan over all of them is quicker."""

WAITING = Q(state="refreshing") | Q(state="undoing", cleared_at__isnull=False)
"""Imports that wait for the numbers."""

TAKE = """
CREATE TEMP TABLE touched_customer (customer_id bigint PRIMARY KEY) ON COMMIT DROP;
WITH gone AS (DELETE FROM kpis_dirtycustomer RETURNING customer_id)
INSERT INTO touched_customer SELECT DISTINCT customer_id FROM gone;
"""
OF_REASONS = """
INSERT INTO touched_customer
SELECT DISTINCT customer_id FROM kpis_contact
 WHERE reason_id = ANY(%s) AND direction = 1 AND customer_id IS NOT NULL
    ON CONFLICT DO NOTHING
"""
ROOM = """
SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL jit = off; SET LOCAL work_mem = '96MB'; SET LOCAL random_page_cost = 1.1;
SET LOCAL enable_mergejoin = off;
"""


@dataclass(frozen=True)
class Touched:
    """What one refresh has to work out again; the customers wait in a table."""

    days: list[date]
    reasons: list[int]
    customers: int
    is_most: bool

    def __bool__(self) -> bool:
        return bool(self.days or self.reasons or self.customers)


def is_due() -> bool:
    """Whether anything waits: cheap, asked every few seconds."""
    row = Freshness.objects.filter(pk=1).first()
    return (
        DirtyDay.objects.exists()
        or DirtyCustomer.objects.exists()
        or DirtyReason.objects.exists()
        or ContactImport.objects.filter(WAITING).exists()
        or (row is not None and (row.rebuild or not row.fits(_repeat_days())))
    )


def may_sweep() -> bool:
    """Whether a refresh is due that nobody nudged and that was not set aside.

    While an import brings in chunk after chunk, once a minute is enough.
    """
    row = Freshness.objects.filter(pk=1).first()
    if row is not None and row.is_set_aside:
        return False
    coming = ContactImport.objects.filter(state=ContactImport.State.IMPORTING)
    if (
        row is not None
        and timezone.now() - row.refreshed_at < PAUSE
        and coming.exists()
    ):
        return False
    return is_due()


def refresh(*, rebuild: bool = False) -> bool:
    """Work out what changed, or everything; False when there was nothing to do.

    At once False also while another refresh runs: what is marked stays marked for
    the next. A failure is kept in Freshness for people to see, and raised.
    """
    if not rebuild and not is_due():
        return False
    with _alone() as first:
        if not first:
            return False
        try:
            analyze_misjudged()
            _refresh(rebuild=rebuild)
        except Exception as failure:
            _note(failure)
            raise
    return True


def remap(reason_ids: list[int]) -> None:
    """Show these reasons under their new journey and step at once.

    Customers' standing follows with the next refresh, which their reasons' own marks
    ask for.
    """
    rollup.remap_sums(reason_ids)
    DirtyReason.objects.bulk_create(DirtyReason(reason_id=pk) for pk in reason_ids)


@contextmanager
def _alone() -> Iterator[bool]:
    """True for one at a time, over all processes; it ends with the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _refresh(*, rebuild: bool) -> None:
    """One snapshot for all: an import that ends meanwhile is left to the next."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(ROOM)
        row, days = Freshness.current(), _repeat_days()
        touched = _take()
        anew = rebuild or row.rebuild or touched.is_most or not row.fits(days)
        if anew:
            _rebuild(row, days)
        elif touched:
            _update(touched, days)
        if anew or touched:
            _bump(days)
        cursor.execute("DROP TABLE touched_customer")
        finish_refreshed()


def _take() -> Touched:
    """Take every mark of a change; the marks go when the transaction is committed."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kpis_dirtyday RETURNING day")
        days = sorted({day for (day,) in cursor})
        cursor.execute("DELETE FROM kpis_dirtyreason RETURNING reason_id")
        reasons = sorted({reason for (reason,) in cursor})
        cursor.execute(TAKE)
        if reasons:
            cursor.execute(OF_REASONS, [reasons])
        cursor.execute("ANALYZE touched_customer")
        cursor.execute("SELECT count(*) FROM touched_customer")
        (customers,) = cursor.fetchone()
    most = customers > FEW and customers > MOST * _all_customers()
    return Touched(days, reasons, customers, most)


def _all_customers() -> int:
    """How many there are, as the planner knows it; counted where it does not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [TABLE]
        )
        (known,) = cursor.fetchone()
    return int(known) if known > 0 else Customer.objects.count()


def _rebuild(row: Freshness, repeat_days: int) -> None:
    if row.time_zone not in {"", settings.TIME_ZONE}:
        rollup.redate(settings.TIME_ZONE)
    contacts = spoken.of_everybody()
    with standing.Filling(contacts) as filling:
        repeat.fill(contacts, repeat_days)
        rollup.fill()
        filling.store()
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE kpis_contactday, kpis_standingdelta, kpis_contactrepeat"
        )


def _update(touched: Touched, repeat_days: int) -> None:
    runs = rollup.runs(touched.days)
    if len(runs) > MANY_RUNS:
        runs = [(runs[0][0], runs[-1][1])]
    whole = [
        first + timedelta(days=n)
        for first, last in runs
        for n in range((last - first).days + 1)
    ]
    rollup.remap_sums(touched.reasons)
    if touched.customers:
        theirs = spoken.of_touched(touched.customers)
        repeat.update(theirs, repeat_days, whole)
        standing.update(theirs)
    for first, last in runs:
        rollup.fill(first, last)


def _bump(repeat_days: int) -> None:
    Freshness.objects.filter(pk=1).update(
        version=F("version") + 1,
        refreshed_at=timezone.now(),
        problem="",
        attempts=0,
        rebuild=False,
        time_zone=settings.TIME_ZONE,
        repeat_days=repeat_days,
        day=timezone.localdate(),
    )
    publish("contacts")


def _note(failure: Exception) -> None:
    """Keep why it failed, for people to see; two that met each other just try again."""
    if isinstance(failure.__cause__, SerializationFailure):
        return
    logger.error("The numbers could not be worked out: %s", failure)
    Freshness.current()
    Freshness.objects.filter(pk=1).update(
        problem=f"{type(failure).__name__}: {failure}"[:500],
        attempts=F("attempts") + 1,
    )
    publish("contacts")


def _repeat_days() -> int:
    found = Organisation.objects.filter(pk=1).values_list("repeat_days", flat=True)
    return found.first() or 7
