"""What a kind of thing that can be found is like: one entry of `sources.py`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from alignment.people.models import Person
from alignment.search.links import Link


@dataclass(frozen=True)
class Source:
    """Where it comes from, in SQL over `rows`, of which `s` is the table searched.

    `table` is searched for `title` and, below it, `text`; `place` says where it
    belongs, `mark` what to know about it (like “Stopped”), `at` how new it is. Only
    what is `shown` is found. `also` are tables whose changes change it, each with what
    ties its changed `row`, `OLD` before, to `s`. `url` is made of the `key` and the id;
    `seen` are the rows that somebody may see, asked at every search; None where all of
    it is everybody's. A `table` of `values` never changes while the product runs.
    """

    kind: str
    one: str
    word: str
    icon: str
    table: str
    url: Link
    seen: Callable[[Person], "QuerySet[Any]"] | None = None
    title: str = "''"
    text: str = "''"
    key: str = "s.id::text"
    place: str = "''"
    mark: str = "''"
    at: str = "NULL::timestamptz"
    shown: str = "true"
    joins: str = ""
    also: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> str:
        return f"{self.table} s {self.joins}".strip()

    @property
    def is_fixed(self) -> bool:
        return self.table.startswith("(")


def lines(*columns: str) -> str:
    """The columns that say something, each a line of the text."""
    said = ", ".join(f"nullif({column}, '')" for column in columns)
    return f"concat_ws(E'\\n', {said})"


def marks(column: str, **words: str) -> str:
    """What to know about a row, by what stands in a column."""
    cases = " ".join(f"WHEN '{value}' THEN '{word}'" for value, word in words.items())
    return f"CASE {column}::text {cases} ELSE '' END"


def values(rows: Iterable[tuple[str, str, str]]) -> str:
    """A table of what stands in the code: key, title, text."""
    told = (
        (str(number), *(f"'{each.replace(chr(39), chr(39) * 2)}'" for each in row))
        for number, row in enumerate(rows, 1)
    )
    joined = ", ".join(f"({', '.join(row)})" for row in told)
    return f"(SELECT * FROM (VALUES {joined}) AS v (id, key, title, text))"  # noqa: S608 -- our own words
