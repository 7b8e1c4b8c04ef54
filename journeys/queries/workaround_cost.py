"""What doing it by hand costs a month, and how that is worked out, in words."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from alignment.people.models import Organisation
from journeys.models.workaround_costs import (
    MONTHS_A_YEAR,
    PLACES,
    WEEKS_A_YEAR,
    hours_a_month,
)


@dataclass(frozen=True)
class Cost:
    """A month: hours, and money at `rate` an hour, each with its low and its high."""

    hours: Decimal
    low: Decimal
    high: Decimal
    rate: Decimal

    @classmethod
    def of(cls, hours: Any, low: Any, high: Any, rate: Decimal) -> "Cost":
        """Sums of no rows are none at all."""
        middle, least, most = (Decimal(each or 0) for each in (hours, low, high))
        return cls(middle, least, most, rate)

    @property
    def money(self) -> Decimal:
        return self.hours * self.rate

    @property
    def money_low(self) -> Decimal:
        return self.low * self.rate

    @property
    def money_high(self) -> Decimal:
        return self.high * self.rate

    @property
    def is_range(self) -> bool:
        """Whether anybody gave more than one number."""
        return self.low != self.high


@dataclass(frozen=True)
class Line:
    """A step of the sum: what it is, and the very numbers put in."""

    what: str
    sum: str


def plain(number: Decimal | int) -> str:
    """As one would write it: 312, 41.6, 1,300."""
    text = f"{Decimal(number):,.1f}"
    return text.removesuffix(".0")


def sum_in_words(workaround: Any, organisation: Organisation) -> tuple[Line, ...]:
    """The formula with this workaround's numbers, from times to money."""
    one = workaround
    times = one.people_count * one.times_a_week * WEEKS_A_YEAR / MONTHS_A_YEAR
    work = times * one.minutes_each / 60
    mending = times * one.error_percent / 100 * one.fix_minutes / 60
    rate = Decimal(organisation.hourly_cost)
    hours = _hours(one)
    people = "1 person" if one.people_count == 1 else f"{one.people_count:,} people"
    lines = [
        Line(
            "Times a month",
            f"{people} × {plain(one.times_a_week)} times a week × {WEEKS_A_YEAR} weeks"
            f" ÷ {MONTHS_A_YEAR} months = {plain(times)}",
        ),
        Line(
            "Doing it",
            f"{plain(times)} × {plain(one.minutes_each)} minutes ÷ 60"
            f" = {plain(work)} hours",
        ),
        Line(
            "Mending what goes wrong",
            f"{plain(times)} × {plain(one.error_percent)}% ×"
            f" {plain(one.fix_minutes)} minutes ÷ 60 = {plain(mending)} hours",
        ),
        Line(
            "A month",
            f"{plain(hours)} hours × {organisation.hour} an hour"
            f" = {organisation.money(hours * rate)}",
        ),
    ]
    return (*lines, *_range(one))


def _hours(one: Any) -> Decimal:
    """To the very digit that the database says."""
    mending = one.error_percent * one.fix_minutes / 100
    hours = hours_a_month(one.people_count, one.times_a_week, one.minutes_each, mending)
    return Decimal(hours).quantize(Decimal(1).scaleb(-PLACES), ROUND_HALF_UP)


def _range(one: Any) -> tuple[Line, ...]:
    said = [
        (word, low, usual, high)
        for word, low, usual, high in (
            ("times a week", one.times_low, one.times_a_week, one.times_high),
            ("minutes each", one.minutes_low, one.minutes_each, one.minutes_high),
        )
        if low is not None or high is not None
    ]
    if not said:
        return ()
    least = [f"{plain(u if low is None else low)} {word}" for word, low, u, _ in said]
    most = [f"{plain(u if high is None else high)} {word}" for word, _, u, high in said]
    return (
        Line(
            "Low and high",
            f"The same with {' and '.join(least)}, and with {' and '.join(most)}",
        ),
    )
