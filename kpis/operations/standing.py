"""Who was active and who was silent: footprints of customers, and how counts change.

All of it is arithmetic on sets of days. A customer's base is their active spans less
the first 90 days of each; an inbound contact covers its day and the 89 after it; who
is silent is the base less what contacts cover.
"""

from django.db import connection

from kpis.operations.touched import everybody

# Effective lines: of those for one customer, journey and first day, the newest
# import's. Customers named on no list are active from the first contact on that came
# from a source without one.
FOOTPRINTS = """
INSERT INTO kpis_footprint (customer_id, journey_id, step_id, active, contacted)
WITH line AS (
    SELECT DISTINCT ON (a.customer_id, a.journey_id, a.active_from)
           a.customer_id, a.journey_id, a.active_from, a.active_until
      FROM kpis_activity a
      JOIN kpis_contactimport i ON i.id = a.contact_import_id
       AND i.state NOT IN ('undoing', 'undone')
     WHERE a.customer_id IN (SELECT customer_id FROM touched_customer)
     ORDER BY a.customer_id, a.journey_id, a.active_from, a.contact_import_id DESC),
listed AS (
    SELECT customer_id, coalesce(journey_id, 0) AS journey_id,
           range_agg(daterange(active_from, active_until)) AS active
      FROM line GROUP BY customer_id, ROLLUP (journey_id)),
spoken AS (
    SELECT c.customer_id, coalesce(c.given_journey_id, r.journey_id, 0) AS journey_id,
           CASE WHEN coalesce(c.given_journey_id, r.journey_id) = r.journey_id
                THEN coalesce(r.step_id, 0) ELSE 0 END AS step_id,
           c.day, NOT s.has_customer_list AS is_heard
      FROM kpis_contact c
      JOIN kpis_reason r ON r.id = c.reason_id
      JOIN kpis_source s ON s.id = c.source_id
     WHERE c.direction = 1
       AND c.customer_id IN (SELECT customer_id FROM touched_customer)),
heard AS (
    SELECT customer_id, journey_id, step_id, contacted,
           min(first_on) OVER (PARTITION BY customer_id, journey_id) AS first_on
      FROM (SELECT customer_id, coalesce(journey_id, 0) AS journey_id,
                   coalesce(step_id, 0) AS step_id,
                   range_agg(daterange(day, day + 90)) AS contacted,
                   min(day) FILTER (WHERE is_heard) AS first_on
              FROM spoken GROUP BY customer_id, ROLLUP (journey_id, step_id)
            HAVING (grouping(journey_id) = 1 OR journey_id <> 0)
               AND (grouping(step_id) = 1 OR step_id <> 0)) g)
SELECT customer_id, journey_id, step_id, active, contacted
  FROM (SELECT coalesce(h.customer_id, l.customer_id) AS customer_id,
               coalesce(h.journey_id, l.journey_id) AS journey_id,
               coalesce(h.step_id, 0) AS step_id,
               coalesce(l.active, CASE WHEN n.customer_id IS NULL
                   AND h.first_on IS NOT NULL
                   THEN datemultirange(daterange(h.first_on, NULL)) END) AS active,
               coalesce(h.contacted, '{}') AS contacted
          FROM heard h
          LEFT JOIN (SELECT customer_id FROM listed WHERE journey_id = 0) n
            ON n.customer_id = h.customer_id
          FULL JOIN listed l
            ON l.customer_id = h.customer_id AND l.journey_id = h.journey_id) f
 WHERE active IS NOT NULL
"""
# Footprints that are the same are worked out once, and counted.
DELTAS = """
WITH same AS (
    SELECT journey_id, step_id, active, contacted, count(*) AS n
      FROM kpis_footprint
     WHERE customer_id IN (SELECT customer_id FROM touched_customer)
     GROUP BY journey_id, step_id, active, contacted),
based AS MATERIALIZED (
    SELECT journey_id, step_id, active, contacted, n,
           (SELECT coalesce(range_agg(daterange(lower(r) + 90, upper(r))), '{}')
              FROM unnest(active) r
             WHERE upper_inf(r) OR lower(r) + 90 < upper(r)) AS base
      FROM same),
spans AS (
    SELECT journey_id, step_id, n AS active, 0 AS base, 0 AS silent,
           unnest(active) AS r FROM based WHERE step_id = 0
     UNION ALL
    SELECT journey_id, step_id, 0, n, 0, unnest(base) FROM based WHERE step_id = 0
     UNION ALL
    SELECT journey_id, step_id, 0, 0, n, unnest(base - contacted)
      FROM based WHERE step_id = 0
     UNION ALL
    SELECT journey_id, step_id, 0, 0, -n, unnest(base * contacted)
      FROM based WHERE step_id <> 0),
edges AS (
    SELECT journey_id, step_id, lower(r) AS day, sum(active) AS active,
           sum(base) AS base, sum(silent) AS silent
      FROM spans GROUP BY journey_id, step_id, lower(r)
     UNION ALL
    SELECT journey_id, step_id, upper(r), -sum(active), -sum(base), -sum(silent)
      FROM spans GROUP BY journey_id, step_id, upper(r))
SELECT journey_id, step_id, day, %(sign)s * sum(active) AS active,
       %(sign)s * sum(base) AS base, %(sign)s * sum(silent) AS silent
  FROM edges WHERE day IS NOT NULL
 GROUP BY journey_id, step_id, day
HAVING sum(active) <> 0 OR sum(base) <> 0 OR sum(silent) <> 0
"""
COLUMNS = "(journey_id, step_id, day, active, base, silent)"
FILL = everybody("INSERT INTO kpis_standingdelta " + COLUMNS + DELTAS)
CHANGE = """
CREATE TEMP TABLE standing_change (journey_id bigint, step_id bigint, day date,
    active bigint, base bigint, silent bigint) ON COMMIT DROP
"""
COLLECT = "INSERT INTO standing_change " + COLUMNS + DELTAS
APPLY = """
INSERT INTO kpis_standingdelta AS old (journey_id, step_id, day, active, base, silent)
SELECT journey_id, step_id, day, sum(active), sum(base), sum(silent)
  FROM standing_change GROUP BY journey_id, step_id, day
HAVING sum(active) <> 0 OR sum(base) <> 0 OR sum(silent) <> 0
    ON CONFLICT (journey_id, step_id, day) DO UPDATE
   SET active = old.active + excluded.active, base = old.base + excluded.base,
       silent = old.silent + excluded.silent
"""
TIDY = """
DELETE FROM kpis_standingdelta s USING standing_change c
 WHERE s.journey_id = c.journey_id AND s.step_id = c.step_id AND s.day = c.day
   AND s.active = 0 AND s.base = 0 AND s.silent = 0
"""
FORGET = """
DELETE FROM kpis_footprint
 WHERE customer_id IN (SELECT customer_id FROM touched_customer)
"""


def fill() -> None:
    """All footprints and counts, from nothing.

    No page reads footprints, so they may be truncated under a lock; the counts are
    deleted instead, and pages see the old ones until the end.
    """
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE kpis_footprint")
        cursor.execute("DELETE FROM kpis_standingdelta")
        cursor.execute(everybody(FOOTPRINTS))
        cursor.execute(FILL, {"sign": 1})


def update() -> None:
    """The touched customers only: take off what they added, add what they add now."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGE)
        cursor.execute(COLLECT, {"sign": -1})
        cursor.execute(FORGET)
        cursor.execute(FOOTPRINTS)
        cursor.execute(COLLECT, {"sign": 1})
        cursor.execute(APPLY)
        cursor.execute(TIDY)
        cursor.execute("DROP TABLE standing_change")
