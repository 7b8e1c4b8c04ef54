"""Programs of ours in a process of their own, where a file made to harm ends alone.

Somebody waits for it: meanwhile no connection to the database is kept, and only a few
run at once in a process of the server.
"""

import subprocess
import sys
import threading
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE = 2
PATIENCE = 10
"""Seconds to wait for those before."""
_turns = threading.BoundedSemaphore(AT_ONCE)


class TookTooLong(Exception):
    """It was not done in its time, or too many others were before it."""


def run_apart(
    *program: str, seconds: int, data: bytes = b"", holds_lease: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run Python with these arguments, and `data` as its input.

    A job that `holds_lease` keeps its connection: the lease ends with it. Raises
    TookTooLong.
    """
    if not (holds_lease or connection.in_atomic_block):
        connection.close()
    if not _turns.acquire(timeout=PATIENCE):
        raise TookTooLong
    try:
        return subprocess.run(  # noqa: S603 -- our own program
            [sys.executable, *program],
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooLong from error
    finally:
        _turns.release()
