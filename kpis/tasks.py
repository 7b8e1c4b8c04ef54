"""All jobs of contacts and numbers, where Celery looks for them."""

from kpis.number_tasks import refresh_numbers, roll_day, sweep_refreshes

__all__ = ["refresh_numbers", "roll_day", "sweep_refreshes"]
