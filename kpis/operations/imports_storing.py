"""Stores an import chunk by chunk: rows, refused rows and "done" in one transaction."""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import F

from kpis.ingest.limits import Unreadable
from kpis.models import ContactImport, ImportChunk
from kpis.operations import imports_indexes
from kpis.operations.imports_activity import store_activity
from kpis.operations.imports_contacts import ImportStopped, store_contacts
from kpis.operations.imports_files import forget_raw, raw_part
from kpis.operations.imports_jobs import (
    CHUNKS,
    IMPORTS,
    MOST_FAILURES,
    failed,
    lease,
    set_aside,
)
from kpis.operations.imports_marks import ask_for_rebuild
from kpis.operations.imports_preparing import finish, prepare
from kpis.operations.planner import analyze_misjudged

logger = logging.getLogger(__name__)
MOST_STARTS = 12
LOOKED_AT = 16
Work = Callable[[ContactImport], None]


def store_next(*, import_id: int, workers: int = 1) -> int:
    """Do the next piece of work of an import; how many should go on with it.

    Makes its chunks first, alone, so that `workers` may begin to store them; then each
    call stores one free chunk; at last it closes the import.
    """
    contact_import = (
        ContactImport.objects.select_related("source")
        .filter(pk=import_id, state=ContactImport.State.IMPORTING)
        .first()
    )
    if contact_import is None or _must_wait(contact_import):
        return 0
    if not contact_import.chunks.exists():
        return workers * _alone(contact_import, "looking at the file", prepare)
    todo = contact_import.chunks.filter(is_done=False).order_by("number")
    numbers = list(todo.values_list("pk", flat=True)[:LOOKED_AT])
    if not numbers:
        _alone(contact_import, "finishing", _finish)
        return 0
    if contact_import.in_order:
        numbers = numbers[:1]
    stored = any(_store_if_free(contact_import, number) for number in numbers)
    if stored and contact_import.is_first and not todo.exists():
        return workers  # one builds the indexes, another works out the numbers
    return int(stored)


def _must_wait(contact_import: ContactImport) -> bool:
    """Whether an import that was begun before this one has to be through first.

    Imports of a source are stored in the order they were begun in, so that the first
    import of an id wins; and nothing is stored beside a first import, nor beside an
    undo of the same source.
    """
    state = ContactImport.State
    others = ContactImport.objects.exclude(pk=contact_import.pk)
    mine = contact_import.source_id
    if others.filter(state=state.UNDOING, cleared_at=None, source=mine).exists():
        return True
    if others.filter(state=state.IMPORTING, is_first=True).exists():
        return True
    before = others.filter(state=state.IMPORTING, source=mine)
    return any(
        (began, pk) < (contact_import.started_at, contact_import.pk)
        for began, pk in before.values_list("started_at", "pk")
        if began and contact_import.started_at
    )


def _alone(contact_import: ContactImport, what: str, work: Work) -> bool:
    with lease(IMPORTS, contact_import.pk) as mine:
        if not mine:
            return False
        try:
            work(contact_import)
        except Unreadable as problem:
            set_aside(contact_import.pk, str(problem))
        except Exception as error:  # noqa: BLE001 -- counted, and shown to a person
            failed(contact_import.pk, what, error)
    return True


def _finish(contact_import: ContactImport) -> None:
    if finish(contact_import):
        forget_raw(contact_import.pk)


def _store_if_free(contact_import: ContactImport, chunk_id: int) -> bool:
    with lease(CHUNKS, chunk_id) as mine:
        if not mine:
            return False
        fresh = ImportChunk.objects.filter(pk=chunk_id, is_done=False)
        if not fresh.update(starts=F("starts") + 1):
            return True
        chunk = fresh.get()
        if chunk.starts > MOST_STARTS:
            _give_up(chunk, "The worker stopped again and again while storing it.")
            return False
        try:
            _store(contact_import, chunk)
        except ImportStopped:
            return False
        except Exception as error:
            logger.exception("chunk %s failed", chunk)
            return _count_failure(chunk, error)
    return True


def _store(contact_import: ContactImport, chunk: ImportChunk) -> None:
    analyze_misjudged()
    is_list = contact_import.kind == ContactImport.Kind.CUSTOMERS
    (store_activity if is_list else store_contacts)(contact_import, chunk)
    raw_part(contact_import.pk, chunk.number).unlink(missing_ok=True)


def _count_failure(chunk: ImportChunk, error: Exception) -> bool:
    """Count it and keep its words; the third failure sets the import aside."""
    with transaction.atomic():
        row = ImportChunk.objects.select_for_update().get(pk=chunk.pk)
        row.attempts += 1
        row.problem = f"{type(error).__name__}: {error!s:.300}"
        row.save(update_fields=["attempts", "problem"])
    if row.attempts < MOST_FAILURES:
        return True
    _give_up(row, row.problem)
    return False


def _give_up(chunk: ImportChunk, problem: str) -> None:
    last = chunk.first_row + chunk.rows - 1
    imports_indexes.build()
    if ContactImport.objects.filter(pk=chunk.contact_import_id, is_first=True).exists():
        ask_for_rebuild()
    set_aside(
        chunk.contact_import_id,
        f"Rows {chunk.first_row:,} to {last:,} could not be stored."
        f" The rows before are. {problem}",
    )
