"""Customers on a day: how many were active, stayed, and needed no help."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from math import sqrt
from typing import NamedTuple

from django.db import connection

from kpis.models import Source
from kpis.queries.scope import Every, Period, Scope, params

WINDOW = timedelta(days=90)
Z = 1.959963984540054
"""The two-sided 5 % point of the normal distribution."""


class Standing(NamedTuple):
    """Customers of a scope on one day.

    `base`: active through the 90 days up to `on` and on to the day after. `silent`:
    those of the base without an inbound contact in these days. `active_then`: active
    90 days earlier. `heard_only`: customers count from their first contact on, for
    want of a customer list.
    """

    on: date
    active: int
    base: int
    silent: int
    active_then: int
    heard_only: bool = False

    @property
    def share(self) -> float | None:
        """No contact in 3 months, 0 to 1."""
        return self.silent / self.base if self.base else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of the share."""
        return wilson(self.silent, self.base) if self.base else None

    @property
    def retention(self) -> float | None:
        """Of those active 90 days ago, the share still active, 0 to 1."""
        return self.base / self.active_then if self.active_then else None


class Counts(NamedTuple):
    """Of every day of a period, in their order."""

    active: list[int]
    base: list[int]
    silent: list[int]


def wilson(hits: int, out_of: int) -> tuple[float, float]:
    """Wilson's score interval for a share, 0 to 1."""
    share, z2 = hits / out_of, Z * Z
    middle = (share + z2 / (2 * out_of)) / (1 + z2 / out_of)
    spread = sqrt(share * (1 - share) / out_of + z2 / (4 * out_of * out_of))
    reach = Z * spread / (1 + z2 / out_of)
    return max(0.0, middle - reach), min(1.0, middle + reach)


DELTAS = """
SELECT greatest(day - %(first)s::date, 0) AS place,
       coalesce(sum(active) FILTER (WHERE step_id = 0), 0)::bigint,
       coalesce(sum(base) FILTER (WHERE step_id = 0), 0)::bigint,
       coalesce(sum(silent) FILTER (WHERE step_id = %(step)s), 0)::bigint
  FROM kpis_standingdelta
 WHERE journey_id = %(journey)s AND step_id IN (0, %(step)s) AND day <= %(last)s
 GROUP BY place
"""


def _counts(scope: Scope, period: Period) -> Counts:
    """The counts of every day of a period; a step's silent is its journey's base
    less those who were not silent there, kept as a negative number."""
    values = {**params(scope), "first": period.first, "last": period.last}
    changes = [[0] * period.days for _ in Counts._fields]
    with connection.cursor() as cursor:
        cursor.execute(DELTAS, values)
        for place, *change in cursor.fetchall():
            for days, number in zip(changes, change, strict=True):
                days[place] = number
    active, base, silent = (list(accumulate(days)) for days in changes)
    if scope.step_id:
        silent = [b + s for b, s in zip(base, silent, strict=True)]
    return Counts(active, base, silent)


def _heard_only() -> bool:
    return not Source.objects.filter(has_customer_list=True).exists()


def standing(scope: Scope, on: date) -> Standing:
    return standing_series(scope, Period(on, on), "day")[0]


def standing_series(
    scope: Scope, period: Period, every: Every = "week"
) -> list[Standing]:
    """One a bucket, as of its last day."""
    days = standing_between(scope, period)
    return [days[(bucket.last - period.first).days] for bucket in period.buckets(every)]


def standing_between(scope: Scope, period: Period) -> list[Standing]:
    """One for every day of a period."""
    counts = _counts(scope, Period(period.first - WINDOW, period.last))
    heard = _heard_only()
    now = zip(*(numbers[WINDOW.days :] for numbers in counts), strict=True)
    return [
        Standing(period.first + timedelta(days=n), active, base, silent, then, heard)
        for n, ((active, base, silent), then) in enumerate(
            zip(now, counts.active, strict=False)
        )
    ]


def active_average(scope: Scope, period: Period) -> float:
    """Customers active on the period's days, averaged."""
    return active_averages([period], scope)[0]


def active_averages(periods: Iterable[Period], scope: Scope) -> list[float]:
    wanted = list(periods)
    if not wanted:
        return []
    span = Period(min(p.first for p in wanted), max(p.last for p in wanted))
    counts = _counts(scope.people, span)

    def at(day: date) -> int:
        return (day - span.first).days

    totals = [0, *accumulate(counts.active)]
    return [(totals[at(p.last) + 1] - totals[at(p.first)]) / p.days for p in wanted]


AVERAGES = """
SELECT journey_id, sum(active * (%(last)s - greatest(day, %(first)s) + 1))
  FROM kpis_standingdelta
 WHERE step_id = 0 AND day <= %(last)s
 GROUP BY journey_id
"""
ON_A_DAY = """
SELECT journey_id, step_id,
       sum(active) FILTER (WHERE day <= %(on)s), sum(base) FILTER (WHERE day <= %(on)s),
       sum(silent) FILTER (WHERE day <= %(on)s),
       sum(active) FILTER (WHERE day <= %(then)s)
  FROM kpis_standingdelta
 WHERE day <= %(on)s AND (step_id = 0 OR journey_id = %(journey)s)
 GROUP BY journey_id, step_id
"""


def active_by_journey(period: Period) -> dict[int, float]:
    """Average active customers of each journey; 0 is the whole company."""
    with connection.cursor() as cursor:
        cursor.execute(AVERAGES, {"first": period.first, "last": period.last})
        return {journey: float(total) / period.days for journey, total in cursor}


def standings(on: date, journey_id: int = 0) -> dict[tuple[int, int], Standing]:
    """Of every journey, and of the steps of one, by (journey, step); zero is all."""
    values: dict[str, date | int] = {"on": on, "then": on - WINDOW}
    values["journey"] = journey_id
    with connection.cursor() as cursor:
        cursor.execute(ON_A_DAY, values)
        rows = {
            (j, s): [int(n or 0) for n in rest] for j, s, *rest in cursor.fetchall()
        }
    heard = _heard_only()
    none = [0, 0, 0, 0]
    for (journey, step), row in rows.items():
        if step:
            active, base, _, then = rows.get((journey, 0), none)
            row[:] = [active, base, base + row[2], then]
    return {
        key: Standing(on, row[0], row[1], row[2], row[3], heard)
        for key, row in rows.items()
    }
