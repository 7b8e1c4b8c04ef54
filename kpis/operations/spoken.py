"""Inbound contacts whose customer is known, in the order in which each customer spoke.

Each column comes over as one long value, the numbers of all rows as PostgreSQL sends
them, which is far quicker than a row at a time. They are worked on as frames: sets of
days are arithmetic on sorted columns.
"""

import polars as pl
from django.db import connection
from psycopg import Cursor

from kpis.operations.imports_copying import read_back
from kpis.operations.planner import without

BEGIN = 10_957
"""2000-01-01, from which PostgreSQL counts days, in days since 1970."""
OFFSET_BITS = 16
COLUMNS: dict[str, tuple[str, type[pl.DataType]]] = {
    "customer": ("int8send(c.customer_id)", pl.Int64),
    "began": ("timestamptz_send(c.began_at)", pl.Int64),
    "day": ("date_send(c.day)", pl.Int32),
    "reason": ("int4send(c.reason_id::int)", pl.Int32),
    "given": ("int4send(coalesce(c.given_journey_id, 0)::int)", pl.Int32),
    "place": ("tidsend(c.ctid)", pl.UInt16),
}
"""`began` in microseconds since 2000, `day` in days since 1970; `given` a journey, or
null; `place` is the row's ctid as a number, block * 2**16 + offset, which holds as long
as the snapshot it was read in."""

VALUES = ", ".join(f"string_agg({value}, ''::bytea)" for value, _ in COLUMNS.values())
CONTACTS = (
    f"SELECT count(*), {VALUES} FROM kpis_contact c"  # noqa: S608 -- no value in it
    " WHERE c.direction = 1 AND c.customer_id IS NOT NULL"
)
TOUCHED = " AND {}.customer_id IN (SELECT customer_id FROM touched_customer)"
OF_TOUCHED = CONTACTS + TOUCHED.format("c")
FEW = 20_000
"""Customers up to which their contacts are looked up in the table's order."""
ONE_OF_FEW = " AND c.customer_id = ANY(ARRAY(SELECT customer_id FROM touched_customer))"
OF_FEW = CONTACTS + ONE_OF_FEW
IN_BLOCKS = CONTACTS + " AND c.ctid >= %s::tid AND c.ctid < %s::tid"
BLOCKS = "SELECT pg_relation_size('kpis_contact') / current_setting('block_size')::int"
BLOCKS_AT_ONCE = 32_768
"""So that a value stays well under PostgreSQL's limit of a gigabyte."""
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
        # Without bounds PostgreSQL reads in parallel.
        return _in_order(_fetched(CONTACTS))
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
        cursor.execute(IN_ORDER, [as_ctid(tied["place"]).to_list()])
        (text,) = cursor.fetchone()
    order = read_back(text, {"ctid": pl.String}, separator=";").with_row_index("tie")
    order = tied.select("place", ctid=as_ctid(tied["place"])).join(order, on="ctid")
    return (
        spoken.join(order.drop("ctid"), on="place", how="left")
        .sort("customer", "began", "tie")
        .drop("tie")
    )


def as_ctid(places: pl.Series) -> pl.Series:
    """Places as PostgreSQL writes them: (block,offset)."""
    block, offset = places // 2**OFFSET_BITS, places % 2**OFFSET_BITS
    return pl.select(pl.format("({},{})", block, offset)).to_series()


def _fetched(statement: str, *values: str) -> pl.DataFrame:
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:  # Django's own know only text
        cursor.execute(statement, values, binary=True)
        ((count, *found),) = cursor.fetchall()
    columns = {
        name: _numbers(sent, kind, count)
        for sent, (name, (_, kind)) in zip(found, COLUMNS.items(), strict=True)
    }
    given, place = columns["given"], columns["place"].cast(pl.Int64)
    high, low, offset = (place.gather_every(3, at) for at in range(3))
    columns["place"] = (high * 2**16 + low) * 2**OFFSET_BITS + offset
    columns["given"] = given.set(given == 0, None)
    columns["day"] += BEGIN
    return pl.DataFrame(columns)


def _numbers(sent: bytes | None, kind: type[pl.DataType], count: int) -> pl.Series:
    """Numbers that PostgreSQL sent one after another, most significant byte first.

    A place is three of them.
    """
    of_all = pl.Array(kind, 3 * count if kind == pl.UInt16 else count)
    column = pl.Series([sent or b""], dtype=pl.Binary)
    return column.bin.reinterpret(dtype=of_all, endianness="big").explode()
