"""The worker's sign of life. It works on rows, so it has no task of its own here."""

import time
from typing import Any

from celery.signals import heartbeat_sent, worker_ready
from django.core.cache import cache

from alignment.runtime.health import HEARTBEAT_KEY


@worker_ready.connect
@heartbeat_sent.connect
def note_heartbeat(**_: Any) -> None:
    """Leave a trace every other second, also while all jobs are long ones."""
    cache.set(HEARTBEAT_KEY, time.time(), 600)
