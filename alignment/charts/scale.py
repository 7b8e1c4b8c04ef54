"""Numbers to places on the drawing, and numbers in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import floor, isfinite, log10

from django.utils.safestring import SafeString, mark_safe

MINUS = "\N{MINUS SIGN}"
CHARACTER = 6.9  # a generous width of one letter at 12.5 px


def nice_ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round numbers that hold low and high, about `wanted` steps apart.

    A flat line gets zero as its floor, so that it has a height to stand at.
    """
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0) or (1.0 if low == 0 else 0.0)
    raw = (high - low) / wanted
    size = 10.0 ** floor(log10(raw))
    step = next(s * size for s in (1, 2, 2.5, 5, 10) if s * size >= raw * 0.9999)
    start = floor(low / step + 1e-9)
    ticks = [start * step]
    while ticks[-1] < high - step * 1e-6 and len(ticks) < 12:
        ticks.append((start + len(ticks)) * step)
    return [round(tick, 10) for tick in ticks]


def known(values: Iterable[float | None]) -> list[float]:
    """The values that are there and finite."""
    return [v for v in values if v is not None and isfinite(v)]


def say_number(value: float) -> str:
    """A number as people read it: no more digits than they need."""
    size = abs(value)
    if size >= 100 or value == int(value):
        return f"{value:,.0f}".replace("-", MINUS)
    text = f"{value:,.1f}" if size >= 1 else f"{value:,.2f}"
    return text.replace("-", MINUS)


def say_tick(value: float) -> str:
    """A number for the axis: 12k and 3M where the long one has no room."""
    for limit, letter in ((1e9, "bn"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            divisor = 1e3 if letter == "k" else limit
            return f"{value / divisor:g}{letter}".replace("-", MINUS)
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def at(value: float) -> str:
    """A coordinate, as short as it can be."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def markup(text: str) -> SafeString:
    """Drawn text as markup: the drawings escape every word that is not theirs."""
    return mark_safe(text)  # noqa: S308


def path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{at(x)} {at(y)}" for x, y in points)


def runs(
    points: Iterable[tuple[float, float | None]],
) -> list[list[tuple[float, float]]]:
    """Points in unbroken stretches: a missing value ends one."""
    found: list[list[tuple[float, float]]] = [[]]
    for x, y in points:
        if y is None or not isfinite(y):
            found.append([])
        else:
            found[-1].append((x, y))
    return [run for run in found if run]


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Push places apart to `gap`, staying between low and high where there is room."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    out = [min(max(place, low), high) for place in places]
    for above, below in pairwise(order):
        out[below] = max(out[below], out[above] + gap)
    floor_ = high
    for index in reversed(order):
        out[index] = min(out[index], floor_)
        floor_ = out[index] - gap
    return out


def width_of(text: str) -> float:
    return len(text) * CHARACTER


def day_label(day: date, step: str) -> str:
    """The words under the time axis, for a tick every month or every few days."""
    if step == "days":
        return f"{day.day} {day:%b}"
    return f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"


def day_ticks(days: Sequence[date], *, room: int) -> list[tuple[int, str]]:
    """Indexes and words for the time axis, at most about `room` of them."""
    if not days:
        return []
    long = (days[-1] - days[0]).days > 80
    step = "months" if long else "days"
    if long:
        fresh = [i for i in range(1, len(days)) if days[i].month != days[i - 1].month]
    else:
        fresh = list(range(len(days)))
    every = max(1, -(-len(fresh) // max(room, 1)))
    if long and every > 1:
        every = next(n for n in (2, 3, 4, 6, 12, 24, 48, 120, 1200) if n >= every)
        fresh = [i for i in fresh if _months(days[i]) % every == 0]
        every = 1
    return [(i, day_label(days[i], step)) for i in fresh[::every]]


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1
