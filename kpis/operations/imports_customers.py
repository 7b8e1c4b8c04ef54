"""Finds and makes the customers and reasons that rows speak of, many at once."""

import polars as pl
from django.conf import settings
from django.db import connection

from kpis.ingest.keys import customer_keys
from kpis.models import ContactImport, Source
from kpis.operations.imports_copying import copy, read_back
from kpis.operations.imports_jobs import patient_transaction
from kpis.operations.imports_memory import Memory

STAGE = "CREATE TEMPORARY TABLE kpis_key_stage (n int, key bytea) ON COMMIT DROP"
MAKE_CUSTOMERS = """
INSERT INTO kpis_customer (key)
SELECT key FROM kpis_key_stage AS wanted
WHERE NOT EXISTS (SELECT FROM kpis_customer WHERE key = wanted.key)
ORDER BY key
ON CONFLICT DO NOTHING
"""
FIND_CUSTOMERS = """
SELECT string_agg(n || ',' || id, E'\\n')
FROM kpis_key_stage JOIN kpis_customer USING (key)
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


KEYS, CUSTOMERS = Memory(), Memory()


def with_keys(rows: pl.DataFrame, contact_import: ContactImport) -> pl.DataFrame:
    """The rows with `key`, the keyed hash, in place of `customer`, the raw id."""
    source = contact_import.source
    namespace = f"source {source.pk}" if source.own_customer_ids else ""

    def hashed(raw: pl.Series) -> pl.DataFrame:
        keys = customer_keys(raw, settings.CUSTOMER_SECRET, namespace)
        return pl.DataFrame({"customer": raw, "key": keys})

    raw = rows["customer"].drop_nulls().unique()
    known = KEYS.table((contact_import.pk, namespace), raw, hashed)
    return rows.join(known, on="customer", how="left", maintain_order="left").drop(
        "customer"
    )


def with_customer_ids(
    rows: pl.DataFrame, contact_import: ContactImport
) -> pl.DataFrame:
    """The rows with `customer_id` in place of `key`; makes those that are new.

    Called where no undo can clean customers away. What is remembered from chunk to
    chunk holds as long as none has.
    """
    keys = rows["key"].drop_nulls().unique()
    cleanings = ContactImport.objects.exclude(cleared_at=None).count()
    known = CUSTOMERS.table((contact_import.pk, cleanings), keys, _find_or_make)
    return rows.join(known, on="key", how="left", maintain_order="left").drop("key")


def _find_or_make(keys: pl.Series) -> pl.DataFrame:
    """`key` and `customer_id`. Committed at once: other chunks need not wait."""
    wanted = keys.to_frame("key").with_row_index("n")
    staged = wanted.with_columns(
        (pl.lit("\\x") + pl.col("key").bin.encode("hex")).alias("key")
    )
    with patient_transaction(), connection.cursor() as cursor:
        cursor.execute(STAGE)
        copy("kpis_key_stage", ("n", "key"), staged)
        cursor.execute("ANALYZE kpis_key_stage")
        cursor.execute(MAKE_CUSTOMERS)
        cursor.execute(FIND_CUSTOMERS)
        (text,) = cursor.fetchone()
        cursor.execute("DROP TABLE kpis_key_stage")
    schema = {"n": pl.UInt32, "customer_id": pl.Int64}
    ids = read_back(text, schema)
    return wanted.join(ids, on="n").select("key", "customer_id")


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
