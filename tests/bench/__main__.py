"""Prints the table of speeds: `make bench`, `make bench SIZE=20m`, `make bench ONLY=…`.

Runs on a throwaway cluster that syncs to disk like a real one. A ratio above its goal
is red, and the exit code is 1.
"""

import os
import sys
import time
from types import ModuleType

os.environ["ALIGNMENT_TEST_DURABLE"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "alignment.settings"

import django

from tests import servers
from tests.bench import parts
from tests.bench.row import Row

UNITS = {"k": 1_000, "m": 1_000_000}
RED, GREEN, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def main() -> int:
    size = _size(os.environ.get("SIZE", "2m"))
    django.setup()
    only = os.environ.get("ONLY", "")
    rows: list[Row] = []
    for part in parts():
        if only in part.__name__.rpartition(".")[2]:
            rows += _measure(part, size)
    _print(rows)
    return 0 if rows and all(row.is_met for row in rows) else 1


def _size(text: str) -> int:
    """20m, 200k or 5000 as a number of contacts."""
    unit = UNITS.get(text[-1:].lower(), 1)
    return int(text[:-1] if unit > 1 else text) * unit


def _measure(part: ModuleType, size: int) -> list[Row]:
    """On a database of its own: no part finds what another has left."""
    name = part.__name__.rpartition(".")[2]
    print(f"{name} at {size:,} contacts …", file=sys.stderr, flush=True)
    began = time.monotonic()
    with servers.fresh_database(f"bench_{name}"):
        found: list[Row] = part.measure(size)
    print(f"{name} took {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def _print(rows: list[Row]) -> None:
    print(f"{'goal':<6}{'ratio':>10}{'limit':>10}  what")
    for row in sorted(rows, key=lambda row: (int(row.goal[1:] or 0), row.what)):
        colour = GREEN if row.is_met else RED
        line = f"{row.goal:<6}{row.ratio:>10.4g}{row.limit:>10.4g}  {row.what}"
        print(f"{colour}{line}{PLAIN}" if sys.stdout.isatty() else _plain(row, line))
    worse = [row for row in rows if not row.is_met]
    print(f"{len(rows) - len(worse)} of {len(rows)} goals met.")


def _plain(row: Row, line: str) -> str:
    return line if row.is_met else f"{line}  WORSE"


if __name__ == "__main__":
    sys.exit(main())
