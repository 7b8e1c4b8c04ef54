"""Jobs of meetings: their series, and the busy times of their people."""

from celery import shared_task

from journeys.operations.busy_calendar import read_due
from journeys.operations.meeting_series import extend_all


@shared_task(name="journeys.extend_series", time_limit=300)
def extend_series() -> None:
    """Make the meetings of the next months of every series that goes on."""
    extend_all()


@shared_task(name="journeys.read_busy_calendars", time_limit=600)
def read_busy_calendars() -> None:
    """Nudged when an address was given, and every minute: read those that are due."""
    read_due()
