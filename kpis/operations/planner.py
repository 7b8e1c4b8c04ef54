"""Where PostgreSQL's planner has to be helped to see how a statement is best done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from kpis.operations.imports_jobs import patient_transaction

TABLES = (
    *("kpis_contact", "kpis_customer", "kpis_activity", "kpis_contactday"),
    *("kpis_contactrepeat", "kpis_footprint", "kpis_standingdelta"),
)
FEW_PAGES = 20
MISJUDGED = """
SELECT relname FROM (
    SELECT relname, relpages, reltuples,
           pg_relation_size(oid) / current_setting('block_size')::int AS pages,
           pg_stat_get_mod_since_analyze(oid)
               + pg_stat_get_xact_tuples_inserted(oid) AS changes,
           greatest(pg_stat_get_last_analyze_time(oid),
                    pg_stat_get_last_autoanalyze_time(oid)) AS looked_at
      FROM pg_class WHERE oid = ANY(%s::text[]::regclass[])) AS known
 WHERE relpages > 0 AND reltuples >= 0 AND pages > %s
   AND (reltuples < relpages OR pages > 10 * relpages)
   AND (looked_at IS NULL OR changes > reltuples)
 ORDER BY relname
"""
"""Large tables known as all but empty, or as a tenth of what they are.

Those that really are so, as after a large undo, are not looked at again and again.
"""


@contextmanager
def without(method: str) -> Iterator[None]:
    """In a transaction: its statements inside do without, say, `hashjoin`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_{method} = off")
        yield
        cursor.execute(f"SET LOCAL enable_{method} = on")


def analyze_misjudged() -> list[str]:
    """Let PostgreSQL look anew at tables that it misjudges by far; which these were.

    Its autovacuum does so by itself, but minutes may pass, and a statement planned for
    a table that was empty when it was last looked at can take hours. Called by jobs
    before they begin, outside of their transactions.
    """
    with patient_transaction(), connection.cursor() as cursor:
        cursor.execute(MISJUDGED, [list(TABLES), FEW_PAGES])
        found = [name for (name,) in cursor]
        if found:
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {', '.join(found)}")
    return found
