"""What a line chart is made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from alignment.charts.scale import known, say_number

Tone = Literal["product", "ops", "shared", "before"]


@dataclass(frozen=True)
class Series:
    """One line: a value for each day or week, None where nothing is known.

    `name` stands at the end of the line on wide screens and in the table, `short`
    on narrow ones. `unit` follows the number at once ("%", " s"); `base` is what
    the number is of ("per 1,000") and stands in the table's head and when read out.
    """

    name: str
    short: str
    side: Tone
    values: Sequence[float | None]
    unit: str = ""
    base: str = ""

    @property
    def last(self) -> float | None:
        """The newest known value."""
        return next(reversed(known(self.values)), None)

    @property
    def last_index(self) -> int:
        """The place of the newest known value; 0 where there is none."""
        return max((i for i, v in enumerate(self.values) if known([v])), default=0)

    def value_text(self, value: float | None) -> str:
        return "" if value is None else f"{say_number(value)}{self.unit}"

    def label(self, *, narrow: bool) -> str:
        """What stands at the end of the line, like "Contacts 45"."""
        name = self.short if narrow else self.name
        return f"{name} {self.value_text(self.last)}".strip()

    @property
    def column(self) -> str:
        """The head of its column in the table, like "Contacts, per 1,000"."""
        return ", ".join(part for part in (self.name, self.base) if part)

    @property
    def say(self) -> str:
        """How the slider reads a value: `{}` is the number with its unit."""
        keeps = self.name[1:2].isupper()
        name = self.name if keeps else self.name[:1].lower() + self.name[1:]
        return " ".join(part for part in (name, "{}", self.base) if part)


VERSION = re.compile(r"\d+(?:\.\d+)+")
SHORT = 14


def short_name(name: str) -> str:
    """A release's version where its name has one, else as much of it as has room."""
    if found := VERSION.search(name):
        return found.group()
    return name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…"


@dataclass(frozen=True)
class Mark:
    """Something that happened at one place of the time axis, like a release."""

    index: int
    label: str
    short: str

    def with_(self, other: "Mark") -> "Mark":
        """Both, where they happened at the same place."""
        return Mark(
            self.index, f"{self.label}, {other.label}", f"{self.short}, {other.short}"
        )


@dataclass(frozen=True)
class Band:
    """A stretch of the time axis, first and last index inclusive."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class TargetLine:
    """A level to reach or to stay under."""

    value: float
    label: str
    short: str
    side: Tone = "product"
