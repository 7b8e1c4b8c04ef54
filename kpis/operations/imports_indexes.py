"""Building the indexes of contacts after a first, large import instead of during it."""

from django.db import connection

from kpis.operations.imports_jobs import patient_transaction

PRIMARY, BY_CUSTOMER = "kpis_contact_pkey", "contact_customer"


def drop() -> None:
    """Take both B-trees away. Called in the transaction that makes the chunks."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE kpis_contact DROP CONSTRAINT IF EXISTS {PRIMARY}")
        cursor.execute(f"DROP INDEX IF EXISTS {BY_CUSTOMER}")


def exist() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regclass(%s) IS NOT NULL AND to_regclass(%s) IS NOT NULL",
            [PRIMARY, BY_CUSTOMER],
        )
        return bool(cursor.fetchone()[0])


def build() -> None:
    """Put back what is missing. Pages go on reading meanwhile; safe to repeat."""
    if exist():
        return
    with patient_transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute("SET LOCAL max_parallel_maintenance_workers = 2")
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {BY_CUSTOMER}"
            " ON kpis_contact (customer_id, began_at)"
        )
        cursor.execute(
            "SELECT 1 FROM pg_constraint WHERE conname = %s"
            " AND conrelid = 'kpis_contact'::regclass",
            [PRIMARY],
        )
        if cursor.fetchone() is None:
            cursor.execute(
                f"CREATE UNIQUE INDEX {PRIMARY}"
                " ON kpis_contact (source_id, external_id)"
            )
            cursor.execute(
                f"ALTER TABLE kpis_contact ADD CONSTRAINT {PRIMARY}"
                f" PRIMARY KEY USING INDEX {PRIMARY}"
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE kpis_contact")
