"""Inbound contacts whose customer is known, in the order in which each customer spoke.

They come over as one long text, which is far quicker than a row at a time, and are
worked on as frames: sets of days are arithmetic on sorted columns.
"""

import polars as pl
from django.db import connection

from kpis.operations.imports_copying import read_back
from kpis.operations.planner import without

SCHEMA = {
    "customer": pl.Int64,
    "began": pl.Int64,
    "day": pl.Int32,
    "reason": pl.Int32,
    "place": pl.String,
    "given": pl.Int32,
}
"""`began` in microseconds and `day` in days since 1970; `given` a journey, or null;
`place` is the row's ctid, which holds as long as the snapshot it was read in."""

LINES = """
SELECT string_agg(concat_ws(';', c.customer_id,
           (date_part('epoch', c.began_at) * 1000000)::bigint,
           c.day - DATE '1970-01-01', c.reason_id, c.ctid,
           coalesce(c.given_journey_id::text, '')), E'\\n')
  FROM kpis_contact c
 WHERE c.direction = 1 AND c.customer_id IS NOT NULL
"""
TOUCHED = " AND {}.customer_id IN (SELECT customer_id FROM touched_customer)"
OF_TOUCHED = LINES + TOUCHED.format("c")
FEW = 20_000
"""Customers up to which their contacts are looked up in the table's order."""
ONE_OF_FEW = " AND c.customer_id = ANY(ARRAY(SELECT customer_id FROM touched_customer))"
OF_FEW = LINES + ONE_OF_FEW
IN_BLOCKS = LINES + " AND c.ctid >= %s::tid AND c.ctid < %s::tid"
BLOCKS = "SELECT pg_relation_size('kpis_contact') / current_setting('block_size')::int"
BLOCKS_AT_ONCE = 32_768
"""So that a text stays well under PostgreSQL's limit of a gigabyte."""
IN_ORDER = """
SELECT string_agg(ctid::text, E'\\n' ORDER BY source_id, external_id)
  FROM kpis_contact WHERE ctid = ANY(%s::tid[])
"""


def of_touched(customers: int) -> pl.DataFrame:
    """Those of the customers in the temporary table touched_customer, so many."""
    if customers > FEW:
        return _in_order(_fetched(OF_TOUCHED))
    # In the order of the table, which PostgreSQL reads ahead in, rather than in that of
    # the customers: half the time where it is not in memory, and no more where it is.
    with without("indexscan"):
        found = _fetched(OF_FEW)
    return _in_order(found)


def of_everybody() -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(BLOCKS)
        (blocks,) = cursor.fetchone()
    if blocks <= BLOCKS_AT_ONCE:
        return _in_order(_fetched(LINES))  # without bounds PostgreSQL reads in parallel
    found = [
        _fetched(IN_BLOCKS, f"({first},0)", f"({first + BLOCKS_AT_ONCE},0)")
        for first in range(0, blocks + 1, BLOCKS_AT_ONCE)
    ]
    return _in_order(pl.concat(found))


def _in_order(spoken: pl.DataFrame) -> pl.DataFrame:
    """Sorted by customer and moment; by source and id what came at the same moment."""
    spoken = spoken.sort("customer", "began")
    same = spoken.select(
        (pl.col("customer") == pl.col("customer").shift(1))
        & (pl.col("began") == pl.col("began").shift(1))
    ).to_series()
    same = same.fill_null(value=False)
    tied = spoken.filter(same | same.shift(-1, fill_value=False))
    if tied.is_empty():
        return spoken
    with connection.cursor() as cursor:
        cursor.execute(IN_ORDER, [tied["place"].to_list()])
        (text,) = cursor.fetchone()
    order = read_back(text, {"place": pl.String}, separator=";").with_row_index("tie")
    return (
        spoken.join(order, on="place", how="left")
        .sort("customer", "began", "tie")
        .drop("tie")
    )


def _fetched(statement: str, *values: str) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        (text,) = cursor.fetchone()
    return read_back(text, SCHEMA, separator=";")
