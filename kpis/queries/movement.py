"""Whether contacts rise or fall beyond the noise of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import exp, log, sqrt
from typing import Literal

from django.db.models import Sum

from kpis.models import ContactDay
from kpis.queries.scope import Period, Scope
from kpis.queries.standing import Z

Verdict = Literal["rising", "falling", "steady", "few"]
DAYS = 28
MARGIN = 1.10


@dataclass(frozen=True)
class Movement:
    """The 28 days up to `on` against the 28 before them. `few`: too few to tell."""

    on: date
    now: int
    before: int
    ratio: float | None
    low: float | None
    high: float | None
    verdict: Verdict

    @property
    def percent(self) -> int | None:
        """Change in whole per cent."""
        return None if self.ratio is None else round((self.ratio - 1) * 100)

    @property
    def percent_less(self) -> int | None:
        """The change of a fall, without its sign."""
        return None if self.percent is None else -self.percent

    @property
    def word(self) -> str:
        return {
            "rising": "Rising",
            "falling": "Falling",
            "steady": "Steady",
            "few": "Too few to tell",
        }[self.verdict]


def movement(scope: Scope, on: date) -> Movement:
    return movements(scope, on, [None])[None]


def movement_by_journey(on: date) -> dict[int | None, Movement]:
    """Of every journey that had contacts; None is what is mapped to none."""
    return movements(Scope(), on)


def movements(
    scope: Scope, on: date, keys: Sequence[int | None] = ()
) -> dict[int | None, Movement]:
    """By journey, or under the key None of the scope as a whole when keys say so."""
    first = on - timedelta(days=2 * DAYS - 1)
    rows = (
        ContactDay.objects.filter(scope.where() & Period(first, on).where())
        .values_list("journey_id", "day")
        .annotate(total=Sum("inbound"))
        .order_by()
    )
    daily: dict[int | None, list[int]] = {key: [0] * (2 * DAYS) for key in keys}
    for journey_id, day, total in rows:
        key = None if keys else journey_id
        daily.setdefault(key, [0] * (2 * DAYS))[(day - first).days] += total
    return {key: compare(on, counts) for key, counts in daily.items()}


def compare(on: date, daily: Sequence[int]) -> Movement:
    """The last 28 of 56 daily counts against the first 28."""
    before, now = sum(daily[:DAYS]), sum(daily[DAYS:])
    if before < DAYS or not all(any(week) for week in _weeks(daily)):
        return Movement(on, now, before, None, None, None, "few")
    ratio, low, high = ratio_of(daily[:DAYS], daily[DAYS:])
    return Movement(on, now, before, ratio, low, high, _verdict(ratio, low, high))


def ratio_of(before: Sequence[int], after: Sequence[int]) -> tuple[float, float, float]:
    """Quasi-Poisson ratio of daily counts, after to before, with a 95 % interval.

    Both are whole weeks, one following the other, each with contacts. Weekdays are a
    factor of the model. The variance is Pearson's X² over its degrees of freedom,
    floored at 1, and widened by the residuals' lag-1 correlation, floored at 0.
    """
    daily = [*before, *after]
    weekdays = [sum(daily[d::7]) for d in range(7)]
    fitted = [
        sum(group) * weekdays[day % 7] / sum(daily) / (len(group) // 7)
        for group in (before, after)
        for day in range(len(group))
    ]
    rest = [(y - m) / sqrt(m) if m else 0.0 for y, m in zip(daily, fitted, strict=True)]
    spread = max(1.0, sum(r * r for r in rest) / (len(daily) - 8))
    r = min(max(0.0, _lag_1(rest)), 0.95)
    error = sqrt(spread * (1 / sum(before) + 1 / sum(after)) * (1 + r) / (1 - r))
    ratio = sum(after) / len(after) / (sum(before) / len(before))
    return ratio, exp(log(ratio) - Z * error), exp(log(ratio) + Z * error)


def _weeks(daily: Sequence[int]) -> list[Sequence[int]]:
    """One without any contact is a gap in the data."""
    return [daily[start : start + 7] for start in range(0, len(daily), 7)]


def _lag_1(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    off = [v - mean for v in values]
    under = sum(v * v for v in off)
    return sum(a * b for a, b in pairwise(off)) / under if under else 0


def _verdict(ratio: float, low: float, high: float) -> Verdict:
    if low > 1 and ratio >= MARGIN:
        return "rising"
    if high < 1 and ratio <= 1 / MARGIN:
        return "falling"
    return "steady"
