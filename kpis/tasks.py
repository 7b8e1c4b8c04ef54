"""All jobs of contacts and numbers, where Celery looks for them."""

from kpis.import_tasks import read_import, store_import, sweep_imports, undo_import
from kpis.number_tasks import refresh_numbers, roll_day, sweep_refreshes

__all__ = [
    "read_import",
    "refresh_numbers",
    "roll_day",
    "store_import",
    "sweep_imports",
    "sweep_refreshes",
    "undo_import",
]
