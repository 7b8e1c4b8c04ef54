"""From parts to chunks: looks at the file as a whole once, before rows are stored."""

import polars as pl
from django.conf import settings
from django.utils import timezone

from alignment.live import publish
from kpis.ingest.keys import numbered, row_digests
from kpis.ingest.limits import ROWS_IN_PART, Unreadable
from kpis.ingest.plan import Plan
from kpis.models import Contact, ContactImport, ImportChunk, RefusedRow
from kpis.operations import imports_indexes
from kpis.operations.imports_files import (
    forget_upload,
    made_ids,
    raw_parts,
    refused_rows,
    write_whole,
)
from kpis.operations.imports_jobs import patient_transaction

WORTH_BUILDING_LAST = 200_000
"""Rows from which a first import is faster when its indexes are built at the end."""


def prepare(contact_import: ContactImport) -> None:
    """Make the chunks of an import that has none. Called under its lease.

    Raises Unreadable when its parts are not all there any more.
    """
    plan = Plan.from_json(contact_import.mapping)
    in_order = contact_import.kind == ContactImport.Kind.CUSTOMERS
    if not in_order:
        in_order = (
            _make_ids(contact_import)
            if not plan.id
            else _has_twins(contact_import, plan)
        )
    with patient_transaction():
        contact_import.lock()
        if contact_import.state != ContactImport.State.IMPORTING:
            return
        if contact_import.chunks.exists():
            return
        contact_import.in_order = in_order
        contact_import.is_first = _comes_first(contact_import, in_order=in_order)
        contact_import.save()
        if contact_import.is_first:
            imports_indexes.drop()
        _make_chunks(contact_import)
        publish(contact_import.topic)
    forget_upload(contact_import)


def _make_ids(contact_import: ContactImport) -> bool:
    """Ids for rows without: a digest of the row and its occurrence in the file."""
    parts = raw_parts(contact_import.pk)
    digests = [
        row_digests(pl.read_parquet(part), settings.CUSTOMER_SECRET) for part in parts
    ]
    ids = numbered(
        pl.Series([each for part in digests for each in part], dtype=pl.String)
    )
    start = 0
    for number, part in enumerate(digests, start=1):
        frame = ids.slice(start, len(part)).to_frame("id")
        write_whole(frame, made_ids(contact_import.pk, number))
        start += len(part)
    return False


def _has_twins(contact_import: ContactImport, plan: Plan) -> bool:
    """Whether an id stands in the file more than once (or two hash alike)."""
    keys = [key for key in (plan.id, plan.second_id) if key]
    hashes = [
        pl.read_parquet(part, columns=keys)
        .select(
            pl.concat_str(
                [pl.col(key).str.strip_chars() for key in keys], separator="|"
            )
        )
        .to_series()
        .drop_nulls()
        .hash()
        for part in raw_parts(contact_import.pk)
    ]
    every = pl.concat(hashes) if hashes else pl.Series(dtype=pl.UInt64)
    return every.n_unique() < len(every)


def _comes_first(contact_import: ContactImport, *, in_order: bool) -> bool:
    """Whether it is large and comes into an empty table, with nobody beside it."""
    others = ContactImport.objects.filter(
        state__in=[ContactImport.State.IMPORTING, ContactImport.State.UNDOING]
    ).exclude(pk=contact_import.pk)
    return (
        contact_import.rows_total >= WORTH_BUILDING_LAST
        and not in_order
        and not others.exists()
        and not Contact.objects.exists()
    )


def _make_chunks(contact_import: ContactImport) -> None:
    chunks = []
    for number, part in enumerate(raw_parts(contact_import.pk), start=1):
        rows = pl.scan_parquet(part).select(pl.len()).collect().item()
        chunks.append(
            ImportChunk(
                contact_import=contact_import,
                number=number,
                first_row=(number - 1) * ROWS_IN_PART + 1,
                rows=rows,
            )
        )
    unread = refused_rows(contact_import.pk)
    found = sum(chunk.rows for chunk in chunks)
    found += 0 if unread is None else unread.height
    if found != contact_import.rows_total:
        raise Unreadable(
            f"{contact_import.rows_total:,} rows were read, and {found:,} of them are"
            " still on this server's disk. Nothing was stored. Upload the file again."
        )
    ImportChunk.objects.bulk_create(chunks)
    if unread is not None:
        _store_unread(contact_import, unread)


def _store_unread(contact_import: ContactImport, unread: pl.DataFrame) -> None:
    """Keep where they are and why; their text may name customers, so it is not kept."""
    chunk = ImportChunk.objects.create(
        contact_import=contact_import,
        number=0,
        first_row=0,
        rows=unread.height,
        rows_refused=unread.height,
        is_done=True,
    )
    RefusedRow.objects.bulk_create(
        [
            RefusedRow(chunk=chunk, **row | {"value": ""})
            for row in unread.iter_rows(named=True)
        ],
        batch_size=5000,
    )


def finish(contact_import: ContactImport) -> bool:
    """Close an import whose chunks are all done; True when it was closed now."""
    if contact_import.is_first:
        imports_indexes.build()
    with patient_transaction():
        contact_import.lock()
        unfinished = contact_import.chunks.filter(is_done=False).exists()
        if unfinished or contact_import.state != ContactImport.State.IMPORTING:
            return False
        contact_import.count_rows()
        contact_import.state = ContactImport.State.REFRESHING
        contact_import.finished_at = timezone.now()
        contact_import.save()
        contact_import.source.notice_customer_list()
        publish(contact_import.topic)
    return True
