"""Signs of life of the processes that answer no requests: worker and beat."""

import socket
import time
from typing import Any

from celery.beat import Scheduler as CeleryScheduler
from celery.signals import heartbeat_sent, worker_ready
from django.core.cache import cache

SECONDS = 30
KEPT_SECONDS = 600


def note(role: str) -> None:
    """Leave a trace that a process of this role lives, here and somewhere at all."""
    now = time.time()
    keys = (_key(role), _key(role, socket.gethostname()))
    cache.set_many(dict.fromkeys(keys, now), KEPT_SECONDS)


def is_alive(role: str, host: str = "") -> bool:
    """Tell whether such a process has been heard of lately, on that host if named."""
    noted: float | None = cache.get(_key(role, host))
    return noted is not None and time.time() - noted < SECONDS


def _key(role: str, host: str = "") -> str:
    return f"runtime:heartbeat:{role}:{host}"


@worker_ready.connect
@heartbeat_sent.connect
def note_worker(**_: Any) -> None:
    """Every other second, also while all jobs are long ones."""
    note("worker")


class Scheduler(CeleryScheduler):  # type: ignore[misc]
    """Celery's own, in memory: every job is a row, so there is nothing to remember."""

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        note("beat")
        return super().tick(*args, **kwargs)
