"""Building the indexes of contacts after a first, large import instead of during it."""

from django.db import connection

from kpis.operations.imports_jobs import patient_transaction

PRIMARY, BY_CUSTOMER = "kpis_contact_pkey", "contact_customer"
BUILD = {
    PRIMARY: "CREATE UNIQUE INDEX IF NOT EXISTS kpis_contact_pkey"
    " ON kpis_contact (external_id, source_id)",
    BY_CUSTOMER: "CREATE INDEX IF NOT EXISTS contact_customer"
    " ON kpis_contact (customer_id, began_at)",
}


def drop() -> None:
    """Take both B-trees away. Called in the transaction that makes the chunks."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {PRIMARY}, {BY_CUSTOMER}")


def exist() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regclass(%s) IS NOT NULL AND to_regclass(%s) IS NOT NULL",
            [PRIMARY, BY_CUSTOMER],
        )
        return bool(cursor.fetchone()[0])


def build() -> None:
    """Put back what is missing. Reading goes on meanwhile; safe to repeat.

    The key is a unique index and no constraint (migration 0007), as that asks for no
    lock that readers would have to wait for. The id stands first in it: sorting by what
    differs takes half as long.
    """
    if exist():
        return
    for statement in BUILD.values():
        with patient_transaction(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            cursor.execute("SET LOCAL max_parallel_maintenance_workers = 2")
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE kpis_contact")
