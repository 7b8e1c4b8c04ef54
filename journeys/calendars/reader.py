"""The process that reads a calendar: `python -m journeys.calendars.reader`.

On stdin one line of JSON, the Window, and then the file. It limits its own memory and
time first, so that a file made to harm takes down this process and nothing else. The
answer is one line of JSON: {"busy": [[from, until], …]} or {"problem": "…"}.
"""

import json
import resource
import sys
from datetime import datetime
from typing import Any

MEMORY_BYTES = 2**30
CPU_SECONDS = 10


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked, data = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    json.dump(read(asked, data), sys.stdout)


def read(asked: dict[str, str], data: bytes) -> dict[str, Any]:
    # Imported here: only after the limits are set may anything large be loaded.
    from journeys.calendars.reading import (  # noqa: PLC0415
        Unreadable,
        Window,
        busy_times,
    )

    first, last = (datetime.fromisoformat(asked[name]) for name in ("first", "last"))
    try:
        found = busy_times(data, Window(first, last, asked["zone"]))
    except Unreadable as problem:
        return {"problem": str(problem)}
    except MemoryError:
        return {"problem": "Reading it needs more memory than is allowed."}
    return {"busy": [[each.isoformat() for each in interval] for interval in found]}


if __name__ == "__main__":
    main()
