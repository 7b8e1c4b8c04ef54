"""Jobs of journeys. Rows own the work; a task may run twice, late, or beside itself."""

from celery import shared_task

from journeys.meeting_tasks import extend_series, read_busy_calendars
from journeys.operations.orphan import tell_leaders

__all__ = ["extend_series", "read_busy_calendars", "sweep_orphans"]


@shared_task(name="journeys.sweep_orphans", time_limit=120)
def sweep_orphans() -> None:
    """Tell leaders about journeys whose owner has left, each departure once."""
    tell_leaders()
