"""Contacts followed by another of the same customer, for some customers or for all."""

from datetime import date

from django.db import connection

from kpis.operations.touched import everybody

FOUND = """
SELECT source_id, external_id, customer_id, day, reason_id, channel, given_journey_id,
       coalesce(after_same <= make_interval(hours => %(hours)s), false)
       AS is_same_reason
  FROM (SELECT c.source_id, c.external_id, c.customer_id, c.day, c.reason_id, c.channel,
               c.given_journey_id,
               lead(c.began_at) OVER anything - c.began_at AS after_any,
               lead(c.began_at) OVER the_same - c.began_at AS after_same
          FROM kpis_contact c
         WHERE c.direction = 1
           AND c.customer_id IN (SELECT customer_id FROM touched_customer)
        WINDOW anything AS (PARTITION BY c.customer_id
                            ORDER BY c.began_at, c.source_id, c.external_id),
               the_same AS (PARTITION BY c.customer_id, c.reason_id
                            ORDER BY c.began_at, c.source_id, c.external_id)) n
 WHERE after_any <= make_interval(hours => %(hours)s)
"""
FILL = (
    "INSERT INTO kpis_contactrepeat (source_id, external_id, customer_id, day,"
    " reason_id, channel, given_journey_id, is_same_reason)" + everybody(FOUND)
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


def fill(repeat_days: int) -> None:
    """All customers' repeats, from nothing. The sums by day follow elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        cursor.execute(FILL, {"hours": 24 * repeat_days})


def update(repeat_days: int, days_done_elsewhere: list[date]) -> None:
    """The touched customers' repeats, and the sums of the days they change.

    Reads the temporary table touched_customer. Leaves alone the sums of days that
    are worked out wholly in the same refresh.
    """
    with connection.cursor() as cursor:
        cursor.execute(MADE, {"hours": 24 * repeat_days})
        cursor.execute("ANALYZE repeat_new")
        cursor.execute(CHANGE, {"done": days_done_elsewhere})
        cursor.execute("DROP TABLE repeat_new")
