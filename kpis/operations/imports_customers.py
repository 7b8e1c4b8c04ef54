"""Finds and makes the customers and reasons that rows speak of, many at once."""

import polars as pl
from django.conf import settings
from django.db import connection

from alignment.turn import take_turn
from kpis.ingest.keys import customer_keys
from kpis.models import ContactImport, Source
from kpis.operations.imports_copying import copy, read_back
from kpis.operations.imports_jobs import patient_transaction
from kpis.operations.imports_memory import Memory

STAGE = "CREATE TEMPORARY TABLE kpis_key_stage (n int, key bytea) ON COMMIT DROP"
FIND = """
SELECT string_agg(n || ',' || c.id, E'\\n')
  FROM kpis_key_stage s JOIN kpis_customer c ON c.key = s.key
"""
RESERVE = """
SELECT string_agg(nextval('kpis_customer_id_seq')::text, E'\\n')
  FROM generate_series(1, %s)
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


FOUND: dict[str, type[pl.DataType]] = {"n": pl.UInt32, "id": pl.Int64}
KEYS, IDS = Memory(), Memory()
FILLED = "SELECT EXISTS (SELECT FROM kpis_customer)"


def with_keys(rows: pl.DataFrame, contact_import: ContactImport) -> pl.DataFrame:
    """The rows with `key`, the keyed hash, in place of `customer`, the raw id."""
    namespace = _namespace(contact_import)

    def hashed(raw: pl.Series) -> pl.Series:
        return customer_keys(raw, settings.CUSTOMER_SECRET, namespace)

    found = KEYS.added((contact_import.pk, namespace), rows, "customer", hashed)
    return found.drop("customer")


def _namespace(contact_import: ContactImport) -> str:
    source = contact_import.source
    return f"source {source.pk}" if source.own_customer_ids else ""


def with_customer_ids(
    rows: pl.DataFrame, contact_import: ContactImport
) -> pl.DataFrame:
    """The rows with `customer_id` in place of `customer` or `key`; makes new ones.

    Called where no undo can clean customers away. What is remembered from chunk to
    chunk holds as long as none has.
    """
    cleanings = ContactImport.objects.exclude(cleared_at=None).count()
    name = "key" if "key" in rows.columns else "customer"
    namespace = _namespace(contact_import)

    def ids(values: pl.Series) -> pl.Series:
        if name == "customer":
            values = customer_keys(values, settings.CUSTOMER_SECRET, namespace)
        return _find_or_make(values)

    owner = contact_import.pk, namespace, cleanings, name
    return IDS.added(owner, rows, name, ids).drop(name)


def _find_or_make(keys: pl.Series) -> pl.Series:
    """Ids of customers. Committed at once: other chunks need not wait.

    Nobody else makes customers meanwhile: what is not found can be made.
    """
    wanted = keys.to_frame("key").with_row_index("n").sort("key")
    with patient_transaction(), connection.cursor() as cursor:
        take_turn("customer")
        known = _find(wanted)
        new = wanted.join(known, on="n", how="anti", maintain_order="left")
        cursor.execute(RESERVE, [new.height])
        new = new.with_columns(read_back(cursor.fetchone()[0], {"id": pl.Int64})["id"])
        copy("kpis_customer", ("id", "key"), _as_text(new))
    both = pl.concat([known, new.select("n", "id")]).sort("n")
    return both["id"].rename("customer_id")


def _find(wanted: pl.DataFrame) -> pl.DataFrame:
    """`n` and `id` of those that are there already."""
    with connection.cursor() as cursor:
        cursor.execute(FILLED)
        if not cursor.fetchone()[0]:
            return read_back("", FOUND)
        cursor.execute(STAGE)
        copy("kpis_key_stage", ("n", "key"), _as_text(wanted))
        cursor.execute("ANALYZE kpis_key_stage")
        cursor.execute(FIND)
        (text,) = cursor.fetchone()
        cursor.execute("DROP TABLE kpis_key_stage")
    return read_back(text, FOUND)


def _as_text(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        (pl.lit("\\x") + pl.col("key").bin.encode("hex")).alias("key")
    )


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
