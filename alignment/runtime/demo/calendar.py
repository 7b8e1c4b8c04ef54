"""Days of the story, counted back from the day it is told."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

DAYS = 548
"""A year and a half, the last of them today."""


@dataclass(frozen=True)
class Calendar:
    """`now` is the moment the load began; nothing in the story is later, but what
    is meant to come."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def first_day(self) -> date:
        return self.day(DAYS - 1)

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def workday(self, days_ago: int) -> date:
        """That day, or the Friday before it: releases and owners keep weekends free."""
        day = self.day(days_ago)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def at(self, days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment on that workday by the installation's clock, never after now."""
        moment = datetime.combine(self.workday(days_ago), time(hour, minute))
        return min(timezone.make_aware(moment), self.now)

    def dated(self, text: str) -> str:
        """The text with {39} replaced by the day 39 days ago: 14 October."""
        return re.sub(r"\{(\d+)\}", self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        day = self.day(int(found[1]))
        return f"{day.day} {day:%B}"
