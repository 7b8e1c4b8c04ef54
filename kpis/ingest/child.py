"""Runs the reader in a process of its own and puts its end into words."""

import json
import logging
import subprocess
from dataclasses import asdict
from typing import Any

from alignment.apart import TookTooLong, run_apart
from kpis.ingest.limits import WALL_SECONDS, Order, Unreadable

logger = logging.getLogger(__name__)


def read_apart(order: Order) -> dict[str, Any]:
    """What the reader found, for a job that holds the lease of the import.

    Raises Unreadable, its message naming the file.
    """
    said = json.dumps(asdict(order)).encode()
    program = ("-m", "kpis.ingest.reader")
    try:
        done = run_apart(*program, seconds=WALL_SECONDS, data=said, holds_lease=True)
    except TookTooLong as error:
        raise Unreadable(
            f"{order.name} could not be read: it takes too long. Save it as CSV, or"
            " split it, and upload that."
        ) from error
    answer = _answer(done)
    if problem := answer.get("problem"):
        raise Unreadable(f"{order.name} could not be read. {problem}")
    return answer


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    logger.warning("reader ended with %s: %s", done.returncode, done.stderr[-500:])
    return {
        "problem": "It is damaged, or needs more memory or time than is allowed."
        " Open it in a spreadsheet program, save it as CSV and upload that."
    }
