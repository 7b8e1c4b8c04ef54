"""One start of the product a data folder."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alignment.runtime.trouble import Trouble


@contextmanager
def alone_in(data: Path, **facts: Any) -> Iterator[None]:
    """Hold the data folder while the block runs. Raises Trouble when another does.

    The kernel drops the lock with the process that holds it, so what a killed start
    leaves behind is only a file, which the next start writes anew.
    """
    path = data / "lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Trouble(_taken(path, data)) from error
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps({"pid": os.getpid(), **facts}).encode())
        yield
    finally:
        os.close(handle)


def _taken(path: Path, data: Path) -> str:
    try:
        facts = json.loads(path.read_text())
        where = f" at {facts['address']} (process {facts['pid']})"
    except (OSError, ValueError, LookupError, TypeError):
        where = ""
    return (
        f"Alignment already runs{where} on the data in {data}: use that one, stop it,"
        " or give this one its own folder with ALIGNMENT_DATA."
    )
