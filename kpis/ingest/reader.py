"""The process that reads a file: `python -m kpis.ingest.reader`, an Order on stdin.

It limits its own memory and processor time before it touches the file, so that a
file made to harm takes down this process and nothing else. The answer is one line
of JSON on stdout: what was found, or {"problem": "…"}.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from kpis.ingest.limits import CPU_SECONDS, MEMORY_BYTES, Order, Unreadable

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"BZh": "a compressed file",
    b"\xfd7zXZ": "a compressed file",
    b"\x28\xb5\x2f\xfd": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.setdefault("POLARS_MAX_THREADS", "2")
    order = Order(**json.load(sys.stdin))
    try:
        answer = read(order)
    except Unreadable as problem:
        answer = {"problem": str(problem)}
    except MemoryError:
        answer = {"problem": "Reading it needs more memory than is allowed."}
    json.dump(answer, sys.stdout)


def read(order: Order) -> dict[str, Any]:
    """Read by what the file is, not by how it is called. Raises Unreadable."""
    # Imported here: only after the limits are set may anything large be loaded.
    from kpis.ingest.sheets import read_sheet  # noqa: PLC0415
    from kpis.ingest.text import read_text  # noqa: PLC0415

    with Path(order.path).open("rb") as file:
        start = file.read(16)
    if not start:
        raise Unreadable("It is empty. Export it again.")
    for magic, what in OTHERS.items():
        if start.startswith(magic):
            raise Unreadable(
                f"It is {what}, not a table. Upload a CSV, XLSX, XLS, XLSB or ODS file."
            )
    return read_sheet(order) if start.startswith((ZIP, OLE)) else read_text(order)


if __name__ == "__main__":
    main()
