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
    """Quasi-Poisson ratio of the last 28 of 56 daily counts to the first 28.

    Weekdays are a factor of the model. The variance is Pearson's X² over its 48
    degrees of freedom, floored at 1, and widened by the residuals' lag-1
    correlation, floored at 0.
    """
    before, now = sum(daily[:DAYS]), sum(daily[DAYS:])
    if before < DAYS or not now or not all(any(w) for w in _halves_of_weeks(daily)):
        return Movement(on, now, before, None, None, None, "few")
    total = before + now
    weekdays = [sum(daily[d::7]) for d in range(7)]
    fitted = [
        (before if i < DAYS else now) * weekdays[i % 7] / total / 4
        for i in range(2 * DAYS)
    ]
    rest = [(y - m) / sqrt(m) if m else 0.0 for y, m in zip(daily, fitted, strict=True)]
    spread = max(1.0, sum(r * r for r in rest) / (2 * DAYS - 8))
    r = min(max(0.0, _lag_1(rest)), 0.95)
    error = sqrt(spread * (1 / before + 1 / now) * (1 + r) / (1 - r))
    ratio = now / before
    low, high = exp(log(ratio) - Z * error), exp(log(ratio) + Z * error)
    return Movement(on, now, before, ratio, low, high, _verdict(ratio, low, high))


def _halves_of_weeks(daily: Sequence[int]) -> list[Sequence[int]]:
    """The eight weeks: one without any contact is a gap in the data."""
    return [daily[start : start + 7] for start in range(0, 2 * DAYS, 7)]


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
