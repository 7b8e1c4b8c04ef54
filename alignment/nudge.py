"""Ring the doorbell of a job: the row owns the work, so a lost ring only delays it."""

import logging
from typing import Any

from celery import Task
from django.db import transaction
from kombu.exceptions import KombuError
from redis import RedisError

logger = logging.getLogger(__name__)
RETRY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}


def nudge(task: Task, **arguments: object) -> None:
    """Start the task soon after the transaction is committed.

    Without a broker the person is not told and nothing is lost: beat's sweeper finds
    the row at its next tick.
    """
    transaction.on_commit(lambda: _ring(task, arguments), robust=True)


def _ring(task: Any, arguments: dict[str, object]) -> None:
    try:
        task.apply_async(kwargs=arguments, retry=True, retry_policy=RETRY)
    except (KombuError, RedisError, OSError):
        logger.warning("Redis is away: %s waits for the next sweep", task.name)
