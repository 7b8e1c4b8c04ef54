"""Who was active and who was silent: the marks of customers, and how counts change."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import polars as pl
from django.db import connection

from kpis.operations.imports_copying import copy, read_back
from kpis.operations.marks import CHANGES, changes, marks
from kpis.operations.spoken import TOUCHED

AT_ONCE = 2_000_000
"""Contacts whose customers are worked out at a time: what memory must hold."""
LINES = """
SELECT string_agg(concat_ws(';', a.customer_id, a.journey_id,
           a.active_from - DATE '1970-01-01',
           coalesce((a.active_until - DATE '1970-01-01')::text, '')), E'\\n'
       ORDER BY a.contact_import_id)
  FROM kpis_activity a JOIN kpis_contactimport i ON i.id = a.contact_import_id
 WHERE i.state NOT IN ('undoing', 'undone')
"""
OF_TOUCHED = LINES + TOUCHED.format("a")
LINE = {
    "customer": pl.Int64,
    "journey": pl.Int64,
    "begins": pl.Int32,
    "ends": pl.Int32,
}
REASONS = """
SELECT string_agg(concat_ws(',', r.id, coalesce(r.journey_id, 0),
           coalesce(r.step_id, 0), NOT s.has_customer_list), E'\\n')
  FROM kpis_reason r JOIN kpis_source s ON s.id = r.source_id
"""
REASON = {
    "reason": pl.Int32,
    "journey": pl.Int64,
    "step": pl.Int64,
    "is_heard": pl.String,
}
TAKE = """
WITH gone AS (
    DELETE FROM kpis_footprint
     WHERE customer_id IN (SELECT customer_id FROM touched_customer) RETURNING marks)
SELECT string_agg(array_to_string(marks, E'\\n'), E'\\n') FROM gone
"""
KEEP = "COPY kpis_footprint (customer_id, marks) FROM STDIN"
CHANGE = """
CREATE TEMP TABLE standing_change (journey_id bigint, step_id bigint, day date,
    active bigint, base bigint, silent bigint) ON COMMIT DROP
"""
APPLY = """
INSERT INTO kpis_standingdelta AS old (journey_id, step_id, day, active, base, silent)
SELECT journey_id, step_id, day, active, base, silent FROM standing_change
    ON CONFLICT (journey_id, step_id, day) DO UPDATE
   SET active = old.active + excluded.active, base = old.base + excluded.base,
       silent = old.silent + excluded.silent
"""
TIDY = """
DELETE FROM kpis_standingdelta s USING standing_change c
 WHERE s.journey_id = c.journey_id AND s.step_id = c.step_id AND s.day = c.day
   AND s.active = 0 AND s.base = 0 AND s.silent = 0
"""


class Filling:
    """All footprints and counts, from nothing.

    Marks are worked out in a thread of their own, one part ahead of what is stored,
    from the beginning on: PostgreSQL has other things to do meanwhile.
    """

    def __init__(self, spoken: pl.DataFrame) -> None:
        self.reasons = _reasons()
        self.parts = iter(_parts(spoken, _fetched(LINES)))

    def __enter__(self) -> "Filling":
        self.beside = ThreadPoolExecutor(1)
        self._go_on()
        return self

    def __exit__(self, *_: object) -> None:
        self.beside.shutdown(cancel_futures=True)

    def store(self) -> None:
        """Store all of them.

        No page reads footprints, so they may be truncated under a lock; the counts are
        deleted instead, and pages see the old ones until the end.
        """
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE kpis_footprint")
            cursor.execute("DELETE FROM kpis_standingdelta")
        sums = []
        for footprints, found in self._worked_out():
            _keep(footprints)
            sums.append(found)
        copy("kpis_standingdelta", tuple(CHANGES), _summed(sums))

    def _worked_out(self) -> Iterator[tuple[str, pl.DataFrame]]:
        while self.coming is not None:
            found = self.coming.result()
            self._go_on()
            yield found

    def _go_on(self) -> None:
        part = next(self.parts, None)
        self.coming = part and self.beside.submit(self._work_out, *part)

    def _work_out(
        self, spoken: pl.DataFrame, lines: pl.DataFrame
    ) -> tuple[str, pl.DataFrame]:
        found = marks(spoken, lines, self.reasons)
        return _footprints(found), changes(found["mark"])


def update(spoken: pl.DataFrame) -> None:
    """The touched customers only: take off what they added, add what they add now."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE)
        (text,) = cursor.fetchone()
        gone = changes(read_back(text, {"mark": pl.Int64})["mark"])
        found = marks(spoken, _fetched(OF_TOUCHED), _reasons())
        _keep(_footprints(found))
        new = changes(found["mark"])
        cursor.execute(CHANGE)
        taken = gone.with_columns(-pl.col("active", "base", "silent"))
        copy("standing_change", tuple(CHANGES), _summed([taken, new]))
        cursor.execute(APPLY)
        cursor.execute(TIDY)
        cursor.execute("DROP TABLE standing_change")


def _reasons() -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(REASONS)
        (text,) = cursor.fetchone()
    return read_back(text, REASON).with_columns(pl.col("is_heard") == "t")


def _fetched(statement: str) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        (text,) = cursor.fetchone()
    return read_back(text, LINE, separator=";")


def _parts(
    spoken: pl.DataFrame, lines: pl.DataFrame
) -> list[tuple[pl.DataFrame, pl.DataFrame]]:
    """Both cut between the same customers, so that each part is of bearable size."""
    cuts = spoken["customer"].gather_every(AT_ONCE).to_list()[1:]
    bounds = [None, *dict.fromkeys(cuts), None]
    return [
        (_between(spoken, first, end), _between(lines, first, end))
        for first, end in pairwise(bounds)
    ]


def _between(rows: pl.DataFrame, first: int | None, end: int | None) -> pl.DataFrame:
    if first is not None:
        rows = rows.filter(pl.col("customer") >= first)
    return rows if end is None else rows.filter(pl.col("customer") < end)


def _footprints(found: pl.DataFrame) -> str:
    """The marks of each customer, as PostgreSQL copies them in."""
    if found.is_empty():
        return ""
    is_first = pl.col("customer") != pl.col("customer").shift(1)
    begin = pl.concat_str(pl.lit("}\n"), "customer", pl.lit("\t{"))
    cells = found.select(
        pl.concat_str(
            pl.when(is_first.fill_null(value=True)).then(begin).otherwise(pl.lit(",")),
            "mark",
        )
    )
    text: str = cells.to_series().str.join("").item()
    return text.removeprefix("}\n") + "}\n"


def _keep(footprints: str) -> None:
    if footprints:
        with connection.cursor() as cursor, cursor.copy(KEEP) as stream:
            stream.write(footprints)


def _summed(found: list[pl.DataFrame]) -> pl.DataFrame:
    counts = pl.col("active", "base", "silent")
    return (
        pl.concat(found)
        .group_by("journey_id", "step_id", "day")
        .agg(counts.sum())
        .filter(pl.any_horizontal(counts != 0))
        .sort("journey_id", "step_id", "day")
    )
