"""The pages of the numbers, put into words: tiles, findings, tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from alignment.charts import (
    Band,
    Chart,
    Mark,
    Series,
    TargetLine,
    bar,
    short_name,
    spark,
)
from journeys.queries.release import ReleaseRow, releases_between
from kpis.queries.breakdown import Part
from kpis.queries.facts import Facts, FactsOver
from kpis.queries.metric import METRICS, Metric
from kpis.queries.scope import Period, Scope

REPEATS = {"repeat", "fcr"}
MANY_MARKS = 12


@dataclass(frozen=True)
class Tile:
    """One number with its base and its change against the period before."""

    metric: Metric
    value: str
    of: str
    change: str
    direction: str
    """`up`, `down` or nothing."""
    values: Sequence[float | None] = ()

    @property
    def spark(self) -> SafeString:
        known = [value for value in self.values if value is not None]
        return (
            spark(self.values, self.metric.side) if len(known) > 1 else SafeString("")
        )

    @property
    def icon(self) -> str:
        return {"up": "trending-up", "down": "trending-down"}.get(
            self.direction, "minus"
        )


@dataclass(frozen=True)
class Line:
    """A line of a table: the place, its number, what it is of, its change."""

    part: Part
    tile: Tile
    share: float | None
    """Of the longest bar in the table, 0 to 1; None without a number."""

    @property
    def bar(self) -> SafeString:
        if self.share is None:
            return SafeString("")
        return bar(self.share, 1, self.tile.metric.side)


@dataclass(frozen=True)
class Finding:
    """What one metric says: in a few words, in a sentence, in a chart."""

    heading: str
    sentence: str
    tile: Tile
    chart: Chart


def tile(metric: Metric, now: Facts, before: Facts) -> Tile:
    value, was = metric.value(now), metric.value(before)
    change = metric.change(value, was)
    direction = {"+": "up", "−": "down"}.get(change[:1], "")
    return Tile(metric, metric.say(value), metric.of(now), change, direction)


def tiles(over: FactsOver) -> list[Tile]:
    """Every metric there are components for."""
    return [
        Tile(
            metric,
            made.value,
            made.of,
            made.change,
            made.direction,
            [metric.value(bucket) for bucket in over.buckets],
        )
        for metric in METRICS
        if metric.shown(over.now) or metric.shown(over.before)
        for made in [tile(metric, over.now, over.before)]
    ]


def lines(metric: Metric, parts: Sequence[Part]) -> list[Line]:
    """The parts that have contacts, or customers where the metric is about these."""
    kept = [part for part in parts if _is_about(metric, part)]
    values = [metric.value(part.now) or 0.0 for part in kept]
    most = max(values, default=0.0)
    return [
        Line(part, tile(metric, part.now, part.before), value / most if most else None)
        for part, value in zip(kept, values, strict=True)
    ]


def _is_about(metric: Metric, part: Part) -> bool:
    if metric.from_customers:
        return part.key not in {"", "none"}
    return bool(part.now.sums.contacts or part.before.sums.contacts)


def finding(
    metric: Metric,
    title: str,
    said: str,
    over: FactsOver,
    chart: Chart,
) -> Finding:
    """`title` is whose numbers they are, `said` the time in words."""
    made = tile(metric, over.now, over.before)
    if metric.value(over.now) is None:
        return Finding(
            f"{title}: no data for {metric.short.lower()}",
            f"Nothing was counted in {said}.",
            made,
            chart,
        )
    heading = f"{title}: {metric.short.lower()} {_moved(made)}"
    when = f"On {over.now.standing.on:%-d %B %Y}" if metric.from_customers else said
    sentence = f"{when[:1].upper()}{when[1:]}: {made.of}."
    return Finding(heading, sentence, made, chart)


def _moved(made: Tile) -> str:
    """ "up 3%", "unchanged", or the value where there is nothing before it."""
    if made.direction:
        return f"{made.direction} {made.change.lstrip('+−')}"
    return "unchanged" if made.change else made.value


def moving(over: FactsOver) -> str:
    """Whether contacts move beyond the noise of days, in a sentence."""
    seen = over.movement
    if seen.ratio is None or seen.low is None or seen.high is None:
        return "There are too few contacts, or days, to tell whether they move."
    low, high = round((seen.low - 1) * 100), round((seen.high - 1) * 100)
    moved = f"{low:+d}% to {high:+d}%, with 95% certainty.".replace("-", "−")
    if seen.verdict == "steady":
        return (
            "In the last 28 days contacts are steady: against the 28 before they moved"
            f" by {moved} Less than a tenth counts as steady."
        )
    percent = abs(seen.percent or 0)
    word = "more" if seen.verdict == "rising" else "fewer"
    return (
        f"In the last 28 days there were {percent}% {word} contacts than in the 28"
        f" before, beyond what days vary by chance: {moved}"
    )


def chart(
    metric: Metric,
    over: FactsOver,
    releases: Sequence[ReleaseRow],
    target: Decimal | None,
    mature_until: date,
) -> Chart:
    """The metric over time with releases, the agreed target and immature days."""
    periods = [bucket.period for bucket in over.buckets]
    every = "week" if periods and periods[0].days == 7 else "day"
    unit = metric.unit if metric.unit in {"", "%"} else f" {metric.unit}"
    values = [metric.value(bucket) for bucket in over.buckets]
    return Chart(
        heading=metric.name,
        sentence=metric.formula + ".",
        days=[period.first for period in periods],
        series=[
            Series(metric.short, "", metric.side, values, unit=unit, base=metric.base),
        ],
        marks=marks(releases, periods),
        bands=_immature(metric, periods, mature_until),
        target=_target(metric, target),
        every="week" if every == "week" else "day",
        zero=metric.unit in {"", "h"},
    )


def marks(releases: Sequence[ReleaseRow], periods: Sequence[Period]) -> list[Mark]:
    """Each release at the bucket that holds its day."""
    return [
        Mark(index, release.name, short_name(release.name))
        for index, period in enumerate(periods)
        for release in releases
        if period.contains(release.released_on)
    ]


def _immature(
    metric: Metric, periods: Sequence[Period], mature_until: date
) -> list[Band]:
    if metric.slug not in REPEATS:
        return []
    young = [i for i, period in enumerate(periods) if period.last > mature_until]
    return [Band(young[0], young[-1], "Not complete yet")] if young else []


def _target(metric: Metric, value: Decimal | None) -> TargetLine | None:
    if value is None:
        return None
    words = metric.say_target(value)
    return TargetLine(float(value), f"Target {words}", "Target", side="shared")


def releases_of(scope: Scope, period: Period) -> tuple[ReleaseRow, ...]:
    """The releases of the journey that a chart of the period marks.

    Of all journeys, those that touch most of them when there are many.
    """
    found = releases_between(
        period.first, period.last, on=period.last, journey_id=scope.journey_id
    )
    if scope.journey_id is not None or len(found) <= MANY_MARKS:
        return found
    most = sorted(found, key=lambda row: (-len(row.journeys), row.days))
    return tuple(sorted(most[:MANY_MARKS], key=lambda row: row.released_on))
