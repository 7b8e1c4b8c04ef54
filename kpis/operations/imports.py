"""What imports wait for: jobs that are due, and numbers that have been refreshed."""

from dataclasses import dataclass

from django.db import connection, transaction

from alignment.live import publish
from kpis.models import ContactImport

FINISH = """
UPDATE kpis_contactimport SET
  state = CASE state WHEN 'undoing' THEN 'undone' ELSE 'done' END,
  finished_at = CASE state WHEN 'undoing' THEN finished_at ELSE now() END
WHERE (state = 'refreshing' OR state = 'undoing' AND cleared_at IS NOT NULL)
  AND NOT EXISTS (SELECT FROM kpis_dirtyday)
  AND NOT EXISTS (SELECT FROM kpis_dirtycustomer)
  AND NOT EXISTS (SELECT FROM kpis_freshness WHERE rebuild)
RETURNING id
"""


@dataclass(frozen=True)
class Due:
    """Imports with work waiting, by the kind of work, oldest first."""

    to_read: list[int]
    to_store: list[int]
    to_undo: list[int]


def due() -> Due:
    """Everything a sweep has to ring for."""
    state = ContactImport.State
    waiting = ContactImport.objects.filter(
        state__in=[state.READING, state.IMPORTING, state.UNDOING], cleared_at=None
    ).order_by("started_at", "pk")
    rows = list(waiting.values_list("pk", "state"))
    return Due(
        to_read=[pk for pk, now in rows if now == state.READING],
        to_store=[pk for pk, now in rows if now == state.IMPORTING],
        to_undo=[pk for pk, now in rows if now == state.UNDOING],
    )


@transaction.atomic
def finish_refreshed() -> None:
    """Turn imports whose rows are all in the numbers into done or undone.

    Called at the end of a refresh, in its transaction. One that came in meanwhile
    has left new dirty rows and waits for the next refresh.
    """
    with connection.cursor() as cursor:
        cursor.execute(FINISH)
        finished = [row[0] for row in cursor.fetchall()]
    for import_id in finished:
        publish(f"import-{import_id}")
