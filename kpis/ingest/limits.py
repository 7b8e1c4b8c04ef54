"""How large a file may be, and the refusal when it is larger or cannot be read."""

from dataclasses import dataclass

ROWS_IN_PART = 200_000
COLUMNS = 500
SHEETS = 200
CELLS = 400_000_000
CELL_CHARACTERS = 100_000
UNPACKED_BYTES = 4 * 2**30
MEMORY_BYTES = 4 * 2**30
CPU_SECONDS = 900
WALL_SECONDS = 1200


class Unreadable(Exception):
    """The file cannot be read; the message says where, and how to mend it."""


@dataclass(frozen=True)
class Order:
    """What to read, from where to where, and how."""

    path: str
    folder: str
    """Gets one part-NNNN.parquet for each ROWS_IN_PART rows, and refused.parquet."""
    name: str
    """What the person calls the file; used in messages."""
    sheet: str = ""
    has_header: bool | None = None
    rows_limit: int = 20_000_000


@dataclass
class Refusal:
    """A row that could not be read at all."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Head:
    """How a table begins: its names, and what stands before them."""

    names: list[str]
    has_header: bool
    skipped: int
    """Records before the first row of data, the header among them."""
