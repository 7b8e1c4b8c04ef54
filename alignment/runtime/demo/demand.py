"""How many customers get in touch, for which reason, on which day."""

import calendar as months
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import polars as pl

from alignment.runtime.demo.calendar import DAYS, Calendar
from alignment.runtime.demo.chance import counted
from alignment.runtime.demo.story import Effect, ReasonStory, SourceStory, Story

QUIET = {(12, 25): 0.15, (12, 26): 0.3, (1, 1): 0.3, (12, 24): 0.6, (12, 31): 0.7}
RAMP_DAYS = 4
FADE_DAYS = 9


class Demand:
    """Counts for each reason and day: base, weekday, season, day's luck, releases."""

    def __init__(self, story: Story, calendar: Calendar, scale: float) -> None:
        self.story, self.calendar, self.scale = story, calendar, scale
        luck = Random("the luck of a day")  # noqa: S311 -- a story
        self.luck = [luck.lognormvariate(0, 0.035) for _ in range(DAYS)]

    def counts(self) -> pl.DataFrame:
        """source, reason (numbers in the story's order), day and count."""
        rows = [
            (number, place, *cell)
            for number, source in enumerate(self.story.sources)
            for place, reason in enumerate(source.reasons)
            for cell in self._of(source, reason)
        ]
        return pl.DataFrame(
            rows, schema=["source", "reason", "day", "count"], orient="row"
        )

    def _of(
        self, source: SourceStory, reason: ReasonStory
    ) -> Iterator[tuple[int, int]]:
        chance = Random(f"{source.slug} {reason.label}")  # noqa: S311 -- a story
        changes = self._changes(reason.label)
        base = reason.per_day * self.scale
        for number in range(DAYS):
            day = self.calendar.first_day + timedelta(days=number)
            mean = base * self._pattern(source, reason, day) * self.luck[number]
            mean *= 0.96 + 0.08 * number / DAYS
            for since, effect in changes:
                mean *= at_day(effect, number - since)
            count = counted(mean, chance)
            if count:
                yield number, count

    def _pattern(self, source: SourceStory, reason: ReasonStory, day: date) -> float:
        week = self.story.weekdays[source.week]
        level = week[day.weekday()] * QUIET.get((day.month, day.day), 1.0)
        if reason.season != "level" and day.day <= 7:
            level *= 1.08  # bills and moves gather at the turn of the month
        return level * self._season(reason.season, day)

    def _season(self, name: str, day: date) -> float:
        """Between the middles of months, in a straight line."""
        levels = self.story.seasons[name]
        place = (
            day.month - 1 + (day.day - 1) / months.monthrange(day.year, day.month)[1]
        )
        before = int(place - 0.5 + 12)
        part = place - 0.5 + 12 - before
        return levels[before % 12] * (1 - part) + levels[(before + 1) % 12] * part

    def _changes(self, label: str) -> list[tuple[int, Effect]]:
        """What happened to a reason, and on which day number."""
        first = self.calendar.first_day
        found = [
            ((self.calendar.workday(release.days_ago) - first).days, effect)
            for release in self.story.releases
            for effect in release.effects
            if effect.reason == label
        ]
        return found + [
            (DAYS - 1 - each.days_ago, Effect(label, each.factor, 0, 1.0))
            for each in self.story.incidents
            if label in each.reasons
        ]


def at_day(effect: Effect, days: int) -> float:
    """By how much a release multiplies contacts, so many days after it."""
    if days < 0:
        return 1.0
    if effect.weeks == 0:
        return effect.factor if days == 0 else 1.0
    hold = effect.weeks * 7
    if days < RAMP_DAYS:
        return float(1 + (effect.factor - 1) * (days + 1) / (RAMP_DAYS + 1))
    if days < hold:
        return effect.factor
    part = min(1.0, (days - hold) / FADE_DAYS)
    return effect.factor * (1 - part) + effect.after * part
