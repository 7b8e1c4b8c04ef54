"""Sums of contacts by day, worked out from contacts: for some days, or for all."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection

NEAR = timedelta(days=3)
"""Touched days this near to each other are worked out in one go."""

SUMS = """
SELECT day, reason_id, channel, given_journey_id,
       count(*) FILTER (WHERE direction = 1) AS inbound,
       count(*) FILTER (WHERE direction = 2) AS outbound,
       count(*) FILTER (WHERE is_handled) AS handled,
       count(*) FILTER (WHERE is_abandoned) AS abandoned,
       coalesce(sum(talk_seconds), 0) AS talk,
       coalesce(sum(hold_seconds), 0) AS hold,
       coalesce(sum(after_seconds), 0) AS after,
       coalesce(sum(coalesce(talk_seconds, 0) + coalesce(hold_seconds, 0)
           + coalesce(after_seconds, 0)) FILTER (WHERE is_handled), 0)
           AS handled_seconds,
       count(*) FILTER (WHERE is_resolved) AS resolved,
       count(*) FILTER (WHERE is_transferred) AS transferred,
       count(*) FILTER (WHERE is_complaint) AS complaints
  FROM kpis_contact
"""
GROUPS = " GROUP BY day, reason_id, channel, given_journey_id"
# PostgreSQL reads in parallel for a table that it makes, not for one that it adds to.
MAKE_SUMS = f"CREATE TEMP TABLE day_sum ON COMMIT DROP AS {SUMS} {GROUPS}"
SUMS_OF_DAYS = f"({SUMS} WHERE day BETWEEN %(first)s AND %(last)s {GROUPS})"
FILL = """
INSERT INTO kpis_contactday (
    day, reason_id, channel, given_journey_id, journey_id, step_id, inbound, outbound,
    handled, abandoned, talk_seconds, hold_seconds, after_seconds, handled_seconds,
    resolved, transferred, complaints, followed_any, followed_same_reason)
SELECT g.day, g.reason_id, g.channel, g.given_journey_id,
       coalesce(g.given_journey_id, r.journey_id),
       CASE WHEN coalesce(g.given_journey_id, r.journey_id) = r.journey_id
            THEN r.step_id END,
       g.inbound, g.outbound, g.handled, g.abandoned, g.talk, g.hold, g.after,
       g.handled_seconds, g.resolved, g.transferred, g.complaints,
       coalesce(f.any_reason, 0), coalesce(f.same_reason, 0)
  FROM {sums} g
  JOIN kpis_reason r ON r.id = g.reason_id
  LEFT JOIN (SELECT day, reason_id, channel, coalesce(given_journey_id, 0) AS given,
                    count(*) AS any_reason,
                    count(*) FILTER (WHERE is_same_reason) AS same_reason
               FROM kpis_contactrepeat
              WHERE %(all)s OR day BETWEEN %(first)s AND %(last)s
              GROUP BY 1, 2, 3, 4) f
    ON f.day = g.day AND f.reason_id = g.reason_id AND f.channel = g.channel
   AND f.given = coalesce(g.given_journey_id, 0)
"""
FILL_ALL, FILL_DAYS = FILL.format(sums="day_sum"), FILL.format(sums=SUMS_OF_DAYS)
EMPTY = (
    "DELETE FROM kpis_contactday WHERE %(all)s OR day BETWEEN %(first)s AND %(last)s"
)
REMAP = """
UPDATE kpis_contactday d
   SET journey_id = coalesce(d.given_journey_id, r.journey_id),
       step_id = CASE WHEN coalesce(d.given_journey_id, r.journey_id) = r.journey_id
                      THEN r.step_id END
  FROM kpis_reason r
 WHERE r.id = d.reason_id AND r.id = ANY(%(reasons)s)
"""
REDATE = """
UPDATE kpis_contact SET day = (began_at AT TIME ZONE %(zone)s)::date
 WHERE day <> (began_at AT TIME ZONE %(zone)s)::date
"""


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in order as spans (first, last), joined where they are near."""
    found: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if found and day - found[-1][1] <= NEAR:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def fill(first: date | None = None, last: date | None = None) -> None:
    """Work out again the days from first to last, or all days."""
    values = {"all": first is None, "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(EMPTY, values)
        if first:
            cursor.execute(FILL_DAYS, values)
            return
        cursor.execute(MAKE_SUMS)
        cursor.execute(FILL_ALL, values)
        cursor.execute("DROP TABLE day_sum")


def remap_sums(reason_ids: list[int]) -> None:
    """Put the sums of these reasons under the journey and step they now belong to."""
    with connection.cursor() as cursor:
        cursor.execute(REMAP, {"reasons": reason_ids})


def redate(time_zone: str) -> None:
    """Give every contact its day in this time zone."""
    with connection.cursor() as cursor:
        cursor.execute(REDATE, {"zone": time_zone})
