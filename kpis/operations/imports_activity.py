"""Stores one chunk of a customer list."""

import polars as pl
from django.db import connection

from kpis.ingest.judging import REFUSED
from kpis.models import ContactImport, ImportChunk
from kpis.operations.imports_contacts import copy_refused, count, take
from kpis.operations.imports_copying import copy
from kpis.operations.imports_customers import with_customer_ids, with_keys
from kpis.operations.imports_files import kept_part, raw_part, write_whole
from kpis.operations.imports_jobs import customers_kept, patient_transaction
from kpis.operations.imports_judging import judge
from kpis.operations.imports_marks import mark_customers

KEY = ("customer_id", "journey_id", "active_from")
STAGE = """
CREATE TEMPORARY TABLE kpis_activity_stage (
  line bigint, customer_id bigint, journey_id bigint,
  active_from date, active_until date
) ON COMMIT DROP
"""
FILL = ("line", *KEY, "active_until")
CONTRADICTED = """
DELETE FROM kpis_activity_stage AS stage USING kpis_activity AS stored
WHERE stored.customer_id = stage.customer_id
  AND stored.journey_id = stage.journey_id
  AND stored.active_from = stage.active_from
  AND stored.contact_import_id = %s
  AND stored.active_until IS DISTINCT FROM stage.active_until
RETURNING stage.line
"""
STORE = """
INSERT INTO kpis_activity
  (customer_id, journey_id, active_from, active_until, contact_import_id)
SELECT customer_id, journey_id, active_from, active_until, %s
FROM kpis_activity_stage AS stage
LEFT JOIN LATERAL (
  SELECT true AS is_there, stored.active_until AS until FROM kpis_activity AS stored
  WHERE stored.customer_id = stage.customer_id
    AND stored.journey_id = stage.journey_id
    AND stored.active_from = stage.active_from
    AND stored.contact_import_id < %s
  ORDER BY stored.contact_import_id DESC LIMIT 1
) AS counting ON true
WHERE is_there IS NULL OR until IS DISTINCT FROM stage.active_until
ORDER BY customer_id, journey_id, active_from
ON CONFLICT DO NOTHING
RETURNING customer_id, journey_id, active_from
"""
TWICE = "Another line of the file gives another end for this customer and journey."


def store_activity(contact_import: ContactImport, chunk: ImportChunk) -> None:
    """Store a chunk, whole or not at all. Called under its lease."""
    rows, refused = _judged(contact_import, chunk)
    with customers_kept():
        rows = with_customer_ids(rows, contact_import)
        with patient_transaction():
            again = take(contact_import, chunk)
            firsts, twice = _without_contradictions(rows, contact_import.pk)
            new = _store(firsts, contact_import.pk)
            if not again:
                refused = pl.concat([refused, twice]).sort("line")
                copy_refused(refused, chunk)
            mark_customers(new["customer_id"].unique())
            lines = rows["line"].unique()
            good = lines.filter(~lines.is_in(twice["line"].unique().implode())).len()
            count(chunk, good, new["line"].n_unique(), refused.height)


def _judged(
    contact_import: ContactImport, chunk: ImportChunk
) -> tuple[pl.DataFrame, pl.DataFrame]:
    kept = kept_part(contact_import.pk, chunk.number)
    raw = raw_part(contact_import.pk, chunk.number)
    nothing = pl.DataFrame(schema=REFUSED)
    if not raw.exists():
        return pl.read_parquet(kept), nothing
    judged = judge(contact_import, raw)
    rows = with_keys(judged.rows, contact_import)
    write_whole(rows, kept)
    return rows, judged.refused


def _without_contradictions(
    rows: pl.DataFrame, import_id: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The first line of each customer, journey and day; and refusals of the others.

    A line that says the same again is no contradiction: it is known.
    """
    firsts = rows.unique(KEY, keep="first", maintain_order=True)
    said = firsts.select(*KEY, pl.col("active_until").alias("said"))
    against = (
        rows.join(said, on=KEY, how="left")
        .filter(pl.col("active_until").ne_missing(pl.col("said")))["line"]
        .to_list()
    )
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        copy("kpis_activity_stage", FILL, firsts)
        cursor.execute(CONTRADICTED, [import_id])
        against += [row[0] for row in cursor.fetchall()]
    lines = sorted(set(against))
    twice = pl.DataFrame(
        {
            "line": lines,
            "column": [""] * len(lines),
            "value": [""] * len(lines),
            "reason": [TWICE] * len(lines),
        },
        schema=REFUSED,
    )
    return firsts, twice


def _store(firsts: pl.DataFrame, import_id: int) -> pl.DataFrame:
    """Store what does not count already; returns the lines stored."""
    with connection.cursor() as cursor:
        cursor.execute(STORE, [import_id, import_id])
        stored = cursor.fetchall()
        cursor.execute("DROP TABLE kpis_activity_stage")
    found = pl.DataFrame(
        stored,
        schema={
            "customer_id": pl.Int64,
            "journey_id": pl.Int64,
            "active_from": pl.Date,
        },
        orient="row",
    )
    return firsts.join(found, on=KEY, how="inner")
