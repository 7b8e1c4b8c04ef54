"""Gives each bad row its first reason: what is wrong, where, and the value found."""

from dataclasses import dataclass, field

import polars as pl

REFUSED = {
    "line": pl.Int64,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
}


@dataclass(frozen=True)
class Judged:
    rows: pl.DataFrame
    """Rows fit to be stored, with their `line`."""
    refused: pl.DataFrame
    """line, column, value, reason."""


@dataclass
class Judge:
    """Collects complaints in order; a row keeps the first one against it.

    What stands in the `secret` column, the customers', is kept in no complaint.
    """

    part: pl.DataFrame
    names: dict[str, str]
    secret: str = ""
    complaints: list[tuple[str, str]] = field(default_factory=list)
    first: pl.Series = field(init=False)

    def __post_init__(self) -> None:
        self.first = pl.Series("first", [0], dtype=pl.Int16).new_from_index(
            0, self.part.height
        )

    def column(self, key: str) -> pl.Series:
        """The column's texts without blanks around them; null where there are none."""
        texts = self.part[key].str.strip_chars()
        empty = texts == ""
        return texts.set(empty, None) if empty.any() else texts

    def refuse(self, bad: pl.Series, key: str, reason: str) -> None:
        """Complain about the rows in which `bad` is true."""
        bad = bad.fill_null(value=False) & (self.first == 0)
        if bad.any():
            self.complaints.append((key, reason))
            self.first = self.first.set(bad, len(self.complaints))

    def verdict(self, rows: pl.DataFrame) -> Judged:
        if not self.complaints:
            return Judged(rows, pl.DataFrame(schema=REFUSED))
        found = [
            self._refused(number, key, reason)
            for number, (key, reason) in enumerate(self.complaints, start=1)
        ]
        return Judged(rows.filter(self.first == 0), pl.concat(found).sort("line"))

    def _refused(self, number: int, key: str, reason: str) -> pl.DataFrame:
        shown = key and key != self.secret
        value = pl.col(key).fill_null("").str.slice(0, 500) if shown else pl.lit("")
        return self.part.filter(self.first == number).select(
            pl.col("line"),
            pl.lit(self.names.get(key, "")[:200]).alias("column"),
            value.alias("value"),
            pl.lit(reason[:300]).alias("reason"),
        )
