"""Jobs that keep the numbers up to date. Marks in the database own the work."""

import logging

from celery import shared_task

from kpis.operations import refresh as operation
from kpis.operations.day import roll

logger = logging.getLogger(__name__)


@shared_task(name="kpis.refresh_numbers", time_limit=1700)
def refresh_numbers() -> None:
    """Nudged after a change. Safe to run twice, late, or beside itself.

    A failure is kept for people to see; the sweep tries again.
    """
    _refresh()


@shared_task(name="kpis.sweep_refreshes", time_limit=1700)
def sweep_refreshes() -> None:
    """Every few seconds: what is marked and was not nudged, three times at most."""
    if operation.may_sweep():
        _refresh()


@shared_task(name="kpis.roll_day", time_limit=60)
def roll_day() -> None:
    """Every hour: pages move on when the installation's day has changed."""
    roll()


def _refresh() -> None:
    try:
        operation.refresh()
    except Exception:
        logger.exception("The numbers could not be worked out")
