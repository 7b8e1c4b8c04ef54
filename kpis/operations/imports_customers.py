"""Finds and makes the customers and reasons that rows speak of, many at once."""

import polars as pl
from django.conf import settings
from django.db import connection

from kpis.ingest.keys import customer_keys
from kpis.models import Source

MAKE_CUSTOMERS = """
INSERT INTO kpis_customer (key)
SELECT wanted FROM unnest(%s::bytea[]) AS wanted
WHERE NOT EXISTS (SELECT FROM kpis_customer WHERE key = wanted)
ORDER BY wanted
ON CONFLICT DO NOTHING
"""
FIND_CUSTOMERS = """
SELECT kpis_customer.key, id FROM unnest(%s::bytea[]) AS wanted
JOIN kpis_customer ON kpis_customer.key = wanted
"""
MAKE_REASONS = """
INSERT INTO kpis_reason (source_id, label, demand)
SELECT %s, wanted, '' FROM unnest(%s::text[]) AS wanted
WHERE NOT EXISTS (
  SELECT FROM kpis_reason WHERE source_id = %s AND label = wanted
)
ORDER BY wanted
ON CONFLICT DO NOTHING
"""


def with_keys(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The rows with `key`, the keyed hash, in place of `customer`, the raw id."""
    raw = rows["customer"].drop_nulls().unique()
    namespace = f"source {source.pk}" if source.own_customer_ids else ""
    keys = customer_keys(raw, settings.CUSTOMER_SECRET, namespace)
    known = pl.DataFrame({"customer": raw, "key": keys})
    return rows.join(known, on="customer", how="left", maintain_order="left").drop(
        "customer"
    )


def with_customer_ids(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `customer_id` in place of `key`; makes those that are new."""
    keys = rows["key"].drop_nulls().unique().to_list()
    found: list[tuple[bytes, int]] = []
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(MAKE_CUSTOMERS, [keys])
            cursor.execute(FIND_CUSTOMERS, [keys])
            found = cursor.fetchall()
    ids = pl.DataFrame(
        {
            "key": [bytes(key) for key, _ in found],
            "customer_id": [pk for _, pk in found],
        },
        schema={"key": pl.Binary, "customer_id": pl.Int64},
    )
    return rows.join(ids, on="key", how="left", maintain_order="left").drop("key")


def with_reason_ids(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The rows with `reason_id` in place of `reason`; makes those that are new."""
    labels = rows["reason"].unique().to_list()
    with connection.cursor() as cursor:
        cursor.execute(MAKE_REASONS, [source.pk, labels, source.pk])
    found = dict(source.reasons.filter(label__in=labels).values_list("label", "pk"))
    ids = pl.DataFrame(
        {"reason": list(found), "reason_id": list(found.values())},
        schema={"reason": pl.String, "reason_id": pl.Int64},
    )
    return rows.join(ids, on="reason", how="left", maintain_order="left").drop("reason")
