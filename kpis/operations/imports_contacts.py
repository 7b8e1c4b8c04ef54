"""Stores one chunk of contacts.

The rows go in by COPY, sorted by their key, straight into the table: within a file ids
are told apart beforehand, and imports of one source are stored one after another, so
a row that is not known yet cannot meet another of its id. COPY as text, written by
polars: building the binary form in Python costs more than PostgreSQL saves by it.
"""

import hashlib

import polars as pl
from django.db import connection

from alignment.live import publish
from kpis.models import ContactImport, ImportChunk
from kpis.operations import imports_indexes
from kpis.operations.imports_copying import copy, read_back
from kpis.operations.imports_customers import (
    with_customer_ids,
    with_keys,
    with_reason_ids,
)
from kpis.operations.imports_files import kept_part, made_ids, raw_part, write_whole
from kpis.operations.imports_jobs import customers_kept, patient_transaction
from kpis.operations.imports_judging import judge
from kpis.operations.imports_marks import (
    ask_for_rebuild,
    mark_customers,
    mark_days,
)

COLUMNS = (
    *("source_id", "external_id", "began_at", "day", "customer_id", "reason_id"),
    *("given_journey_id", "contact_import_id", "channel", "direction"),
    *("talk_seconds", "hold_seconds", "after_seconds", "is_handled", "is_abandoned"),
    *("is_resolved", "is_transferred", "is_complaint"),
)
STAGE = (
    'CREATE TEMPORARY TABLE kpis_id_stage (n int, external_id text COLLATE "C")'
    " ON COMMIT DROP"
)
KNOWN = """
SELECT string_agg(n::text, E'\\n') FROM kpis_id_stage AS stage WHERE EXISTS (
  SELECT FROM kpis_contact
  WHERE source_id = %s AND external_id = stage.external_id
)
"""
# A look for each id costs the same however many contacts there are.
BY_INDEX = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
REFUSED_COLUMNS = ("chunk_id", "line", "column", "value", "reason")


def store_contacts(contact_import: ContactImport, chunk: ImportChunk) -> None:
    """Store a chunk, whole or not at all. Called under its lease."""
    rows, refused = _judged(contact_import, chunk)
    source = contact_import.source
    firsts = rows
    if contact_import.in_order:  # else no id stands in the file twice
        firsts = rows.unique("external_id", keep="first", maintain_order=True)
    digest = _digest(firsts["external_id"])
    with customers_kept():  # and so no undo ends between this look and the storing
        if chunk.has_twin(source, digest):  # the same file again: no look at each id
            new = firsts.clear()
        else:
            new = firsts.filter(~are_known(firsts["external_id"], source.pk))
        if new.height < rows.height:
            _keep(rows, contact_import, chunk)
        new = with_reason_ids(with_customer_ids(new, contact_import), source)
        with patient_transaction():
            again = take(contact_import, chunk)
            _copy_contacts(new, contact_import)
            if not again:
                copy_refused(refused, chunk)
            chunk.ids_digest = digest
            count(chunk, rows.height, new.height, refused.height)
            _mark(contact_import, new)


def _mark(contact_import: ContactImport, new: pl.DataFrame) -> None:
    """Say what the numbers have to follow: the whole of a first import at its end.

    They are worked out then while the indexes are still being built.
    """
    if not contact_import.is_first:
        mark_days(new["day"].unique())
        mark_customers(new["customer_id"].drop_nulls().unique())
    elif not contact_import.chunks.filter(is_done=False).exists():
        ask_for_rebuild()


def _judged(
    contact_import: ContactImport, chunk: ImportChunk
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Good rows, and refused ones; from the kept copy once raw is gone.

    Their customers are raw ids, those of a kept copy keys.
    """
    kept = kept_part(contact_import.pk, chunk.number)
    raw = raw_part(contact_import.pk, chunk.number)
    if not raw.exists():
        return pl.read_parquet(kept), pl.DataFrame()
    judged = judge(contact_import, raw, made_ids(contact_import.pk, chunk.number))
    return judged.rows.drop("line"), judged.refused


def _keep(
    rows: pl.DataFrame, contact_import: ContactImport, chunk: ImportChunk
) -> None:
    """Keep rows that others brought first: undone, these are stored from the copy.

    A chunk whose rows are all new is never stored again, and needs none.
    """
    if raw_part(contact_import.pk, chunk.number).exists():
        keyed = with_keys(rows, contact_import)
        write_whole(keyed, kept_part(contact_import.pk, chunk.number))


def _digest(ids: pl.Series) -> bytes:
    text = ids.str.join("\n").item() or ""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def are_known(ids: pl.Series, source_id: int) -> pl.Series:
    """Which ids the source has already. Without an index the table was empty."""
    if not imports_indexes.exist():
        return pl.Series([False]).new_from_index(0, len(ids))
    wanted = ids.to_frame("external_id").with_row_index("n").sort("external_id")
    with patient_transaction(), connection.cursor() as cursor:
        cursor.execute(STAGE)
        cursor.execute(BY_INDEX)
        copy("kpis_id_stage", ("n", "external_id"), wanted)
        cursor.execute("ANALYZE kpis_id_stage")
        cursor.execute(KNOWN, [source_id])
        (text,) = cursor.fetchone()
        cursor.execute("DROP TABLE kpis_id_stage")
    known = read_back(text, {"n": pl.UInt32})["n"]
    return pl.int_range(ids.len(), dtype=pl.UInt32, eager=True).is_in(known.implode())


def take(contact_import: ContactImport, chunk: ImportChunk) -> bool:
    """Lock import and chunk for storing; True when it was stored once before."""
    contact_import.lock()
    if contact_import.state != ContactImport.State.IMPORTING:
        raise ImportStopped("The import was stopped.")
    chunk.refresh_from_db(from_queryset=ImportChunk.objects.select_for_update())
    return bool(chunk.rows_new or chunk.rows_known or chunk.rows_refused)


def _copy_contacts(rows: pl.DataFrame, contact_import: ContactImport) -> None:
    if not contact_import.is_first:  # there is an index to keep: in its order
        rows = rows.sort("external_id")
    ready = rows.with_columns(
        pl.lit(contact_import.source_id).alias("source_id"),
        pl.lit(contact_import.pk).alias("contact_import_id"),
    )
    copy("kpis_contact", COLUMNS, ready)


def copy_refused(refused: pl.DataFrame, chunk: ImportChunk) -> None:
    if not refused.is_empty():
        copy(
            "kpis_refusedrow",
            REFUSED_COLUMNS,
            refused.with_columns(
                pl.lit(chunk.pk).alias("chunk_id"),
                pl.col("value").str.replace_all("\0", "�", literal=True),
            ),
        )


def count(chunk: ImportChunk, good: int, new: int, refused: int) -> None:
    """Mark a chunk done. When it is stored again, rows turn from known to new."""
    chunk.rows_new += new
    chunk.rows_known = good - chunk.rows_new
    chunk.rows_refused = refused or chunk.rows_refused
    chunk.is_done, chunk.problem = True, ""
    chunk.save()
    publish(f"import-{chunk.contact_import_id}")


class ImportStopped(Exception):
    """A person undid the import while a chunk of it was on its way."""
