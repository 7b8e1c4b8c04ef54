"""Contacts for every 1,000 customers."""

from dataclasses import dataclass

from kpis.queries.scope import Every, Period, Scope
from kpis.queries.standing import active_average, active_averages
from kpis.queries.sums import series, sums


@dataclass(frozen=True)
class Rate:
    """Inbound contacts of a period, over the customers active on its days.

    A step, a channel, and contacts mapped to none are held against all customers of
    their journey or of the company.
    """

    period: Period
    inbound: int
    customers: float
    """Average of the customers active on each day."""

    @property
    def per_1000(self) -> float | None:
        """In the period as a whole."""
        return self.inbound / self.customers * 1000 if self.customers else None

    @property
    def per_1000_a_week(self) -> float | None:
        whole = self.per_1000
        return None if whole is None else whole * 7 / self.period.days


def contact_rate(scope: Scope, period: Period) -> Rate:
    return Rate(period, sums(scope, period).inbound, active_average(scope, period))


def contact_rate_series(
    scope: Scope, period: Period, every: Every = "week"
) -> list[Rate]:
    points = series(scope, period, every)
    averages = active_averages([point.period for point in points], scope)
    return [
        Rate(point.period, point.sums.inbound, average)
        for point, average in zip(points, averages, strict=True)
    ]
