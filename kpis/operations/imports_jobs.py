"""What all jobs of an import share: one at a time, patience, and failing in words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from alignment.live import publish
from kpis.models import ContactImport

logger = logging.getLogger(__name__)
MOST_FAILURES = 3
IMPORTS, CHUNKS, CUSTOMERS = 7101, 7102, 7103
"""Families of advisory locks."""


@contextmanager
def lease(family: int, number: int) -> Iterator[bool]:
    """Whether this job is ours alone now; ends with the block or the connection.

    A worker that is killed loses its connection, and so its leases, at once.
    """
    number %= 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [family, number])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine and not connection.needs_rollback:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [family, number])


@contextmanager
def patient_transaction() -> Iterator[None]:
    """A transaction of a job: it may take minutes where a page may take seconds."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL statement_timeout = '15min';"
            "SET LOCAL lock_timeout = '2min';"
            "SET LOCAL idle_in_transaction_session_timeout = '15min'"
        )
        yield


@contextmanager
def customers_kept(*, alone: bool = False) -> Iterator[None]:
    """Keep customers without contacts from being cleaned away before theirs are stored.

    Imports share it; the cleaning after an undo holds it alone.
    """
    kind = "" if alone else "_shared"
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2min'")
        cursor.execute(f"SELECT pg_advisory_lock{kind}(%s, 0)", [CUSTOMERS])
        cursor.execute("SET lock_timeout = '2s'")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute(f"SELECT pg_advisory_unlock{kind}(%s, 0)", [CUSTOMERS])


def set_aside(import_id: int, problem: str) -> None:
    """Leave the import to a person, with the problem in words."""
    with transaction.atomic():
        contact_import = ContactImport.objects.select_for_update().get(pk=import_id)
        contact_import.state = ContactImport.State.FAILED
        contact_import.problem = problem
        contact_import.save(update_fields=["state", "problem"])
        publish(contact_import.topic)


def failed(import_id: int, what: str, error: Exception) -> None:
    """Count a failure; the third sets the import aside."""
    logger.error("import %s failed while %s", import_id, what, exc_info=error)
    with transaction.atomic():
        contact_import = ContactImport.objects.select_for_update().get(pk=import_id)
        contact_import.attempts += 1
        contact_import.save(update_fields=["attempts"])
    if contact_import.attempts >= MOST_FAILURES:
        set_aside(
            import_id,
            f"It went wrong {MOST_FAILURES} times while {what}: {error!s:.300}",
        )
