"""Contacts followed by another of the same customer, for some customers or for all."""

from datetime import date

import polars as pl
from django.db import connection

from kpis.operations.imports_copying import copy
from kpis.operations.planner import without
from kpis.operations.spoken import as_ctid

HOUR = 3_600_000_000
PLACES = "CREATE TEMP TABLE repeat_place (place tid, is_same boolean) ON COMMIT DROP"
FOUND = """
SELECT c.source_id, c.external_id, c.customer_id, c.day, c.reason_id, c.channel,
       c.given_journey_id, p.is_same AS is_same_reason
  FROM repeat_place p JOIN kpis_contact c ON c.ctid = p.place
"""
FILL = (
    "INSERT INTO kpis_contactrepeat (source_id, external_id, customer_id, day,"
    " reason_id, channel, given_journey_id, is_same_reason)" + FOUND
)
EMPTY = "DELETE FROM kpis_contactrepeat"
MADE = "CREATE TEMP TABLE repeat_new ON COMMIT DROP AS" + FOUND
# The halves of one statement see the table as it was: what is gone is taken off the
# sums, what came is added, what stayed is not touched.
CHANGE = """
WITH gone AS (
    DELETE FROM kpis_contactrepeat r USING touched_customer t
     WHERE r.customer_id = t.customer_id AND NOT EXISTS (
           SELECT FROM repeat_new n
            WHERE n.source_id = r.source_id AND n.external_id = r.external_id
              AND n.customer_id = r.customer_id AND n.day = r.day
              AND n.reason_id = r.reason_id AND n.is_same_reason = r.is_same_reason)
 RETURNING r.*),
came AS (
    INSERT INTO kpis_contactrepeat (
           source_id, external_id, customer_id, day, reason_id, channel,
           given_journey_id, is_same_reason)
    SELECT source_id, external_id, customer_id, day, reason_id, channel,
           given_journey_id, is_same_reason
      FROM repeat_new n
     WHERE NOT EXISTS (
           SELECT FROM kpis_contactrepeat r
            WHERE n.source_id = r.source_id AND n.external_id = r.external_id
              AND n.customer_id = r.customer_id AND n.day = r.day
              AND n.reason_id = r.reason_id AND n.is_same_reason = r.is_same_reason)
 RETURNING *),
changed AS (
    SELECT day, reason_id, channel, coalesce(given_journey_id, 0) AS given,
           sum(n) AS any_reason, sum(n) FILTER (WHERE is_same_reason) AS same_reason
      FROM (SELECT gone.*, -1 AS n FROM gone UNION ALL SELECT came.*, 1 FROM came) both_
     WHERE NOT day = ANY(%(done)s::date[])
     GROUP BY 1, 2, 3, 4)
UPDATE kpis_contactday d
   SET followed_any = d.followed_any + f.any_reason,
       followed_same_reason = d.followed_same_reason + coalesce(f.same_reason, 0)
  FROM changed f
 WHERE d.day = f.day AND d.reason_id = f.reason_id AND d.channel = f.channel
   AND coalesce(d.given_journey_id, 0) = f.given
"""


# From a row's place to the row is one step; the planner would read all rows instead.
STEP = "hashjoin"


def fill(spoken: pl.DataFrame, repeat_days: int) -> None:
    """All customers' repeats, from nothing. The sums by day follow elsewhere."""
    with connection.cursor() as cursor:
        _place(followed(spoken, repeat_days))
        cursor.execute(EMPTY)
        with without(STEP):
            cursor.execute(FILL)
        cursor.execute("DROP TABLE repeat_place")


def update(
    spoken: pl.DataFrame, repeat_days: int, days_done_elsewhere: list[date]
) -> None:
    """The touched customers' repeats, and the sums of the days they change.

    Reads the temporary table touched_customer. Leaves alone the sums of days that
    are worked out wholly in the same refresh.
    """
    with connection.cursor() as cursor:
        _place(followed(spoken, repeat_days))
        with without(STEP):
            cursor.execute(MADE)
        cursor.execute("ANALYZE repeat_new")
        cursor.execute(CHANGE, {"done": days_done_elsewhere})
        cursor.execute("DROP TABLE repeat_new, repeat_place")


def followed(spoken: pl.DataFrame, repeat_days: int) -> pl.DataFrame:
    """`place` of contacts followed within the days, and `is_same`: for that reason.

    `spoken` is in the order of customers and their contacts. Between a contact and one
    that follows it within the days, all others follow each other within the days too:
    so the same reason is looked for only where anything follows.
    """
    longest = repeat_days * 24 * HOUR
    soon = _is_next(spoken, ["customer"], longest)
    near = spoken.filter(soon | soon.shift(1, fill_value=False)).with_row_index("n")
    again = near.sort("customer", "reason", "n")
    again = again.select("n", _is_next(again, ["customer", "reason"], longest))
    return (
        near.filter(soon.filter(soon | soon.shift(1, fill_value=False)))
        .join(again, on="n", how="left", maintain_order="left")
        .select("place", "is_same")
    )


def _is_next(spoken: pl.DataFrame, keys: list[str], longest: int) -> pl.Series:
    """Whether the next row has the same keys and began no longer after it."""
    alike = [pl.col(key) == pl.col(key).shift(-1) for key in keys]
    near = pl.col("began").shift(-1) - pl.col("began") <= longest
    return spoken.select(
        pl.all_horizontal(*alike, near).fill_null(value=False).alias("is_same")
    ).to_series()


def _place(found: pl.DataFrame) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        ctids = found.with_columns(as_ctid(found["place"]).alias("place"))
        copy("repeat_place", ("place", "is_same"), ctids)
        cursor.execute("ANALYZE repeat_place")
