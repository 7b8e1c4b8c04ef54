"""Runs the reader in a process of its own and puts its end into words."""

import json
import logging
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kpis.ingest.limits import WALL_SECONDS, Order, Unreadable

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]


def read_apart(order: Order) -> dict[str, Any]:
    """What the reader found. Raises Unreadable, its message naming the file."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kpis.ingest.reader"],
            input=json.dumps(asdict(order)),
            capture_output=True,
            text=True,
            timeout=WALL_SECONDS,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"{order.name} could not be read: it takes too long. Save it as CSV, or"
            " split it, and upload that."
        ) from error
    answer = _answer(done)
    if problem := answer.get("problem"):
        raise Unreadable(f"{order.name} could not be read. {problem}")
    return answer


def _answer(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    logger.warning("reader ended with %s: %s", done.returncode, done.stderr[-500:])
    return {
        "problem": "It is damaged, or needs more memory or time than is allowed."
        " Open it in a spreadsheet program, save it as CSV and upload that."
    }
