"""Jobs of imports. The rows own the work: a lost message only delays it."""

from celery import shared_task

from alignment.nudge import nudge
from kpis.number_tasks import refresh_numbers
from kpis.operations import imports
from kpis.operations.imports_discarding import discard_forgotten
from kpis.operations.imports_reading import read
from kpis.operations.imports_storing import store_next
from kpis.operations.imports_undoing import undo

WORKERS = 2
"""So many chunks of an import are stored side by side."""


@shared_task(name="kpis.sweep_imports", time_limit=60)
def sweep_imports() -> None:
    """Ring for every import that has work waiting. Safe to run beside itself."""
    due = imports.due()
    for import_id in due.to_read:
        nudge(read_import, import_id=import_id)
    for import_id in due.to_store:
        for _ in range(WORKERS):
            nudge(store_import, import_id=import_id)
    for import_id in due.to_undo:
        nudge(undo_import, import_id=import_id)
    discard_forgotten()


@shared_task(name="kpis.read_import", time_limit=1500, soft_time_limit=1450)
def read_import(*, import_id: int) -> None:
    """Read an uploaded file; returns at once while another worker does."""
    read(import_id=import_id)


@shared_task(name="kpis.store_import", time_limit=900, soft_time_limit=870)
def store_import(*, import_id: int) -> None:
    """Store one chunk of an import, then ring for the next."""
    more = store_next(import_id=import_id, workers=WORKERS)
    for _ in range(more):
        nudge(store_import, import_id=import_id)
    if not more:
        nudge(refresh_numbers)


@shared_task(name="kpis.undo_import", time_limit=900, soft_time_limit=870)
def undo_import(*, import_id: int) -> None:
    """Take an import's rows away; stopped in the middle, the next goes on."""
    undo(import_id=import_id)
    nudge(refresh_numbers)
