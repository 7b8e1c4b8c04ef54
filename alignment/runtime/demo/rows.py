"""Stores the demo's customers, customer lists and contacts, as imports would.

Each function is one transaction's work and says so by what it leaves: an import in
state done. Marks of change are not written; the load ends by working out everything.
"""

from datetime import date, datetime, time, timedelta

import polars as pl
from django.conf import settings
from django.db import connection
from django.utils import timezone

from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.copying import copy
from alignment.runtime.demo.population import Population
from journeys.models import Journey
from kpis.ingest.keys import customer_keys
from kpis.models import ContactImport, Customer, ImportChunk, Source

LIST_SOURCE = "Customer records"
KEPT_IDS = "SELECT id, encode(key, 'hex') FROM kpis_customer"
ABOUT_BYTES_A_ROW = {"contacts": 96, "customers": 34}


def customer_keys_of(numbers: pl.Series) -> pl.Series:
    """The only trace that is kept of what Brightwater calls them, like BW-000001."""
    ids = "BW-" + (numbers + 1).cast(pl.String).str.zfill(6)
    return customer_keys(ids, settings.CUSTOMER_SECRET, "").bin.encode("hex")


def has_customers(population: Population) -> bool:
    first = customer_keys_of(pl.Series([0]))[0]
    return Customer.objects.filter(key=bytes.fromhex(first)).exists()


def store_customers(population: Population) -> None:
    keys = customer_keys_of(population.customers["number"])
    copy("kpis_customer", pl.DataFrame({"key": "\\x" + keys}))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE kpis_customer")


def ids_of(population: Population) -> pl.DataFrame:
    """customer (the story's number) and customer_id (the database's)."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT_IDS)
        kept = pl.DataFrame(
            cursor.fetchall(), schema=["customer_id", "key"], orient="row"
        )
    numbers = population.customers["number"]
    known = pl.DataFrame({"customer": numbers, "key": customer_keys_of(numbers)})
    return known.join(kept, on="key", how="inner").drop("key")


def store_activity(
    journey: Journey,
    population: Population,
    ids: pl.DataFrame,
    calendar: Calendar,
    by: Person,
) -> int:
    """One customer list; returns how many lines it has."""
    source = Source.objects.get_or_create(
        slug="customer-records",
        defaults={"name": LIST_SOURCE, "has_customer_list": True},
    )[0]
    start = pl.lit(calendar.first_day)
    lines = (
        population.activity(journey.title)
        .join(ids, left_on="number", right_on="customer", how="inner")
        .sort("customer_id")
    )
    made = _imported(
        source,
        f"customers-{journey.slug}.csv",
        lines.height,
        at=calendar.at(1, 6),
        by=by,
        kind=ContactImport.Kind.CUSTOMERS,
    )
    copy(
        "kpis_activity",
        lines.select(
            "customer_id",
            pl.lit(journey.pk).alias("journey_id"),
            (start + pl.duration(days="first")).alias("active_from"),
            (start + pl.duration(days="until")).alias("active_until"),
            pl.lit(made.pk).alias("contact_import_id"),
        ),
    )
    return lines.height


def quarters(contacts: pl.DataFrame) -> list[tuple[int, int]]:
    """The (year, quarter)s that have contacts, newest first."""
    found = contacts.select(
        year=pl.col("on").dt.year(), quarter=pl.col("on").dt.quarter()
    )
    return sorted(found.unique().rows(), reverse=True)


def store_contacts(
    source: Source,
    rows: pl.DataFrame,
    name: str,
    calendar: Calendar,
    by: Person,
) -> None:
    """One file of one source: rows as `make_contacts` made them, ids looked up."""
    last: date = rows["on"].max()  # type: ignore[assignment]
    read_at = datetime.combine(last + timedelta(days=1), time(5, 30))
    made = _imported(
        source,
        name,
        rows.height,
        at=min(timezone.make_aware(read_at), calendar.now),
        by=by,
        kind=ContactImport.Kind.CONTACTS,
    )
    copy(
        "kpis_contact",
        rows.select(
            pl.lit(source.pk).alias("source_id"),
            "external_id",
            "began_at",
            pl.col("on").alias("day"),
            "customer_id",
            "reason_id",
            pl.lit(made.pk).alias("contact_import_id"),
            "channel",
            "direction",
            pl.col("talk").alias("talk_seconds"),
            pl.col("hold").alias("hold_seconds"),
            pl.col("after").alias("after_seconds"),
            pl.col("handled").alias("is_handled"),
            pl.col("abandoned").alias("is_abandoned"),
            pl.col("resolved").alias("is_resolved"),
            pl.col("transferred").alias("is_transferred"),
            pl.col("complaint").alias("is_complaint"),
        ),
    )


def is_imported(name: str) -> bool:
    return ContactImport.objects.filter(
        file_name=name, created_by__is_demo=True
    ).exists()


def _imported(
    source: Source, name: str, rows: int, *, at: datetime, by: Person, kind: str
) -> ContactImport:
    """The register's line of a file that came in whole."""
    made = ContactImport.objects.create(
        kind=kind,
        source=source,
        file_name=name,
        file_bytes=rows * ABOUT_BYTES_A_ROW[kind],
        state=ContactImport.State.DONE,
        rows_total=rows,
        rows_new=rows,
        created_by=by,
        created_at=at,
        started_at=at,
        finished_at=at + timedelta(seconds=4 + rows // 20_000),
    )
    ImportChunk.objects.create(
        contact_import=made,
        number=1,
        first_row=1,
        rows=rows,
        is_done=True,
        starts=1,
        rows_new=rows,
    )
    return made
