"""Everything known of a scope in a period, from which each metric takes its part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from kpis.queries.movement import DAYS, Movement, compare
from kpis.queries.rate import Rate
from kpis.queries.scope import Every, Period, Scope
from kpis.queries.standing import Standing, standing_between
from kpis.queries.sums import Sums, daily, total


@dataclass(frozen=True)
class Facts:
    """Sums of a period, customers active on its days (average), standing at its end."""

    period: Period
    sums: Sums
    customers: float
    standing: Standing

    @property
    def rate(self) -> Rate:
        return Rate(self.period, self.sums.inbound, self.customers)


@dataclass(frozen=True)
class FactsOver:
    """A period, as many days before it, its buckets, and whether contacts move."""

    now: Facts
    before: Facts
    buckets: list[Facts]
    movement: Movement


def facts_over(scope: Scope, period: Period, every: Every = "week") -> FactsOver:
    """All of it from two queries, one row a day each."""
    moving = Period.ending(period.last, 2 * DAYS)
    first = min(period.before.first, moving.first)
    sums = daily(scope, Period(first, period.last))
    stood = _Stood(first, standing_between(scope, Period(first, period.last)))

    def facts(part: Period) -> Facts:
        found = total(s for day, s in sums.items() if part.contains(day))
        return Facts(part, found, stood.customers(part), stood.on(part.last))

    inbound = [sums[day].inbound if day in sums else 0 for day in _days(moving)]
    return FactsOver(
        now=facts(period),
        before=facts(period.before),
        buckets=_buckets(sums, stood, period.buckets(every)),
        movement=compare(period.last, inbound),
    )


def _buckets(
    sums: dict[date, Sums], stood: "_Stood", buckets: list[Period]
) -> list[Facts]:
    return [
        Facts(
            part,
            total(sums[day] for day in _days(part) if day in sums),
            stood.customers(part),
            stood.on(part.last),
        )
        for part in buckets
    ]


def _days(period: Period) -> Iterable[date]:
    return (period.first + timedelta(days=n) for n in range(period.days))


class _Stood:
    """The standing of every day from a first one on, and averages over periods."""

    def __init__(self, first: date, days: list[Standing]) -> None:
        self.first, self.days = first, days
        self.totals = [0, *accumulate(day.active for day in days)]

    def on(self, day: date) -> Standing:
        return self.days[(day - self.first).days]

    def customers(self, period: Period) -> float:
        """Active on the period's days, averaged."""
        end = (period.last - self.first).days + 1
        return (self.totals[end] - self.totals[end - period.days]) / period.days
