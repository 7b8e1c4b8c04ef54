import time

from celery import shared_task
from django.core.cache import cache

from alignment.runtime.health import HEARTBEAT_KEY


@shared_task(name="runtime.heartbeat", time_limit=10)
def heartbeat() -> None:
    """Leave a trace that beat, broker and a worker are well."""
    cache.set(HEARTBEAT_KEY, time.time(), 600)
