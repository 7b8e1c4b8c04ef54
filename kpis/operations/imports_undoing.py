"""Undoes an import: afterwards everything is as if it had never come."""

from django.db import connection
from django.utils import timezone

from alignment.live import publish
from kpis.models import ContactImport
from kpis.operations import imports_indexes
from kpis.operations.imports_files import forget_all
from kpis.operations.imports_jobs import (
    IMPORTS,
    customers_kept,
    failed,
    lease,
    patient_transaction,
)
from kpis.operations.imports_marks import mark_days
from kpis.operations.planner import analyze_misjudged

BATCH = 50_000
TAKE_CONTACTS = """
WITH gone AS (
  DELETE FROM kpis_contact WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM kpis_contact WHERE contact_import_id = %(import_id)s
    LIMIT %(batch)s
  )) RETURNING day, customer_id
), days AS (
  INSERT INTO kpis_dirtyday (day) SELECT DISTINCT day FROM gone
), customers AS (
  INSERT INTO kpis_dirtycustomer (customer_id)
  SELECT DISTINCT customer_id FROM gone WHERE customer_id IS NOT NULL
)
SELECT count(*) FROM gone
"""
TAKE_ACTIVITY = """
WITH gone AS (
  DELETE FROM kpis_activity WHERE id IN (
    SELECT id FROM kpis_activity WHERE contact_import_id = %(import_id)s
    LIMIT %(batch)s
  ) RETURNING customer_id
), customers AS (
  INSERT INTO kpis_dirtycustomer (customer_id) SELECT DISTINCT customer_id FROM gone
)
SELECT count(*) FROM gone
"""
FORGET_CUSTOMERS = """
DELETE FROM kpis_customer
WHERE NOT EXISTS (SELECT FROM kpis_contact WHERE customer_id = kpis_customer.id)
  AND NOT EXISTS (SELECT FROM kpis_activity WHERE customer_id = kpis_customer.id)
"""
FORGET_REASONS = """
DELETE FROM kpis_reason
WHERE source_id = %s AND journey_id IS NULL AND step_id IS NULL AND demand = ''
  AND NOT EXISTS (SELECT FROM kpis_contact WHERE reason_id = kpis_reason.id)
"""


def undo(*, import_id: int) -> None:
    """Take an import's rows away in batches. Safe to run twice, late, beside itself."""
    with lease(IMPORTS, import_id) as mine:
        going = (
            ContactImport.objects.select_related("source")
            .filter(pk=import_id, state=ContactImport.State.UNDOING, cleared_at=None)
            .first()
        )
        if not mine or going is None:
            return
        try:
            imports_indexes.build()
            for statement in (TAKE_CONTACTS, TAKE_ACTIVITY):
                while _take(statement, import_id):
                    publish(going.topic)
            analyze_misjudged()
            _clear(going)
            forget_all(going)
        except Exception as error:  # noqa: BLE001 -- counted, and shown to a person
            failed(import_id, "undoing it", error)


def _take(statement: str, import_id: int) -> int:
    with patient_transaction(), connection.cursor() as cursor:
        cursor.execute(statement, {"import_id": import_id, "batch": BATCH})
        return int(cursor.fetchone()[0])


def _clear(going: ContactImport) -> None:
    """Forget what only this import brought, and let others have what was theirs.

    The marked day makes sure that a refresh comes by and closes the undo.
    """
    with customers_kept(alone=True), patient_transaction():
        going.lock()
        going.chunks.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(FORGET_REASONS, [going.source_id])
            cursor.execute(FORGET_CUSTOMERS)
        going.source.notice_customer_list()
        _give_to_others(going)
        going.cleared_at = timezone.now()
        going.save(update_fields=["cleared_at"])
        mark_days([timezone.localdate()])
        publish(going.topic)
        publish("contacts")


def _give_to_others(gone: ContactImport) -> None:
    """Store the chunks of others again that held rows known through this import."""
    state = ContactImport.State
    others = ContactImport.objects.select_for_update().filter(
        source=gone.source, kind=gone.kind, started_at__isnull=False
    )
    for other in others.exclude(pk=gone.pk).exclude(
        state__in=[state.UNDOING, state.UNDONE]
    ):
        again = other.chunks.filter(is_done=True, rows_known__gt=0, number__gt=0)
        if not again.update(is_done=False, starts=0, attempts=0):
            continue
        if other.state in {state.DONE, state.REFRESHING}:
            other.state = state.IMPORTING
            other.save(update_fields=["state"])
            publish(other.topic)
