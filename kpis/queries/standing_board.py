"""Customers of all journeys at once, week by week."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from kpis.queries.standing import WINDOW, Standing


@dataclass(frozen=True)
class StandingWeek:
    """A week: customers active, averaged over its days, and who stood on its last."""

    customers: float
    base: int
    silent: int

    @property
    def share(self) -> float | None:
        """No contact in 3 months, 0 to 1."""
        return self.silent / self.base if self.base else None


@dataclass(frozen=True)
class StandingBoard:
    """By journey; 0 is the whole company. Week 0 is the newest."""

    on: date
    now: dict[int, Standing]
    weekly: dict[int, list[StandingWeek]]

    def week(self, journey_id: int, back: int) -> StandingWeek:
        weeks = self.weekly.get(journey_id, [])
        return weeks[back] if back < len(weeks) else StandingWeek(0, 0, 0)

    def customers(self, journey_id: int, weeks: int, *, back: int = 0) -> float:
        """Customers active, averaged over the days of these weeks."""
        found = [self.week(journey_id, back + n).customers for n in range(weeks)]
        return sum(found) / weeks

    def per_1000_a_week(
        self, journey_id: int, inbound: int, weeks: int, *, back: int = 0
    ) -> float | None:
        """Contacts of these weeks for every 1,000 customers, a week."""
        customers = self.customers(journey_id, weeks, back=back)
        return inbound / weeks / customers * 1000 if customers else None

    def shares(self, journey_id: int, weeks: int) -> list[float]:
        """No contact in 3 months at each week's end that has it, oldest first."""
        found = [self.week(journey_id, back).share for back in reversed(range(weeks))]
        return [share for share in found if share is not None]


CHANGES = """
SELECT journey_id,
       CASE WHEN day < %(first)s THEN -1 ELSE (day - %(first)s) / 7 END AS week,
       sum(active), sum(base), sum(silent),
       sum(active * (7 - (day - %(first)s) %% 7)) FILTER (WHERE day >= %(first)s),
       sum(active) FILTER (WHERE day <= %(then)s)
  FROM kpis_standingdelta
 WHERE step_id = 0 AND day <= %(on)s
 GROUP BY 1, 2 ORDER BY 1, 2
"""


def standing_board(on: date, weeks: int, *, heard_only: bool) -> StandingBoard:
    """The weeks up to `on`, of all journeys, in one query."""
    first = on - timedelta(days=7 * weeks - 1)
    values = {"first": first, "on": on, "then": on - WINDOW}
    found: dict[int, dict[int, list[int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, values)
        for journey_id, week, *row in cursor:
            found.setdefault(journey_id, {})[week] = [int(n or 0) for n in row]
    now, weekly = {}, {}
    for journey_id, changes in found.items():
        active, weekly[journey_id] = _run(changes, weeks)
        newest = weekly[journey_id][0]
        then = sum(row[4] for row in changes.values())
        now[journey_id] = Standing(
            on, active, newest.base, newest.silent, then, heard_only
        )
    return StandingBoard(on, now, weekly)


def _run(changes: dict[int, list[int]], weeks: int) -> tuple[int, list[StandingWeek]]:
    """Running sums at each week's end, newest first, and who is active at last."""
    active, base, silent, *_ = changes.get(-1, [0] * 5)
    found = []
    for week in range(weeks):
        more, more_base, more_silent, weighted, _ = changes.get(week, [0] * 5)
        customers = active + weighted / 7
        active, base, silent = active + more, base + more_base, silent + more_silent
        found.append(StandingWeek(customers, base, silent))
    return active, found[::-1]
