"""A series: meetings that come again by a rule, at the same time on the wall."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import pghistory
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alignment.days import EARLIEST, LATEST
from alignment.people.models import Person
from journeys.models.gathering import Gathering, makes_sense

MOST = 520
"""Ten years of weeks."""


class MeetingSeriesQuerySet(models.QuerySet["MeetingSeries"]):
    def to_extend(self, until: date) -> "MeetingSeriesQuerySet":
        """Those that go on, and whose meetings are not made until that day."""
        going_on = Q(until_on=None) | Q(until_on__gt=models.F("made_until_on"))
        return self.filter(going_on, made_until_on__lt=until)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class MeetingSeries(Gathering):
    """Says what each meeting to come is like; `people` are invited to each.

    Its meetings are rows of their own, made some months ahead: people come to them,
    notes, insights and actions hang on them, and lists and counts ask for them without
    knowing any rule. Days and times are those of the wall clock in `zone`, so that ten
    o'clock stays ten o'clock when the clocks change.
    """

    class Repeat(models.TextChoices):
        WEEKLY = "weekly", "Every week"
        FORTNIGHTLY = "fortnight", "Every two weeks"
        MONTHLY = "monthly", "Every month, on the same weekday of it"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    repeat = models.CharField(max_length=9, choices=Repeat)
    starts_on = models.DateField()
    starts_time = models.TimeField()
    zone = models.CharField(max_length=64)
    until_on = models.DateField(null=True)
    count = models.PositiveSmallIntegerField(null=True)
    made_until_on = models.DateField()
    people = models.ManyToManyField(Person, related_name="+", blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MeetingSeriesQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["made_until_on"], name="series_to_extend"),
        ]
        constraints = [
            makes_sense("series_makes_sense"),
            models.CheckConstraint(
                condition=Q(repeat__in=["weekly", "fortnight", "monthly"]),
                name="series_repeat_is_known",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(count=None),
                name="series_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(count=None) | Q(count__range=(1, MOST)),
                name="series_count_is_near",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__range=(EARLIEST, LATEST)),
                name="series_starts_near",
            ),
        ]

    @property
    def is_endless(self) -> bool:
        return self.until_on is None and self.count is None

    @property
    def rule(self) -> str:
        """As calendars read it, like `FREQ=MONTHLY;BYDAY=2TU;COUNT=6`."""
        parts = {
            self.Repeat.WEEKLY: "FREQ=WEEKLY",
            self.Repeat.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
            self.Repeat.MONTHLY: f"FREQ=MONTHLY;BYDAY={_day_of_month(self.starts_on)}",
        }
        rule = parts[self.Repeat(self.repeat)]
        if self.count is not None:
            rule += f";COUNT={self.count}"
        if self.until_on is not None:
            last = self.moment(self.until_on, time(23, 59, 59)).astimezone(UTC)
            rule += f";UNTIL={last:%Y%m%dT%H%M%SZ}"
        return rule

    def moments(self, after: date | None, until: date) -> list[datetime]:
        """When it is, from the day after `after` (or the first) until that day."""
        days = takewhile(lambda day: day <= until, self._days())
        return [self.moment(day) for day in days if after is None or day > after]

    def moment(self, day: date, at: time | None = None) -> datetime:
        """That time of the wall clock on a day, as a moment."""
        clock = self.starts_time if at is None else at
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)

    def day(self, moment: datetime) -> date:
        """The day of a moment on its own wall."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment of its rule lies before its end."""
        if moment is None or self.until_on is None:
            return moment is not None
        return self.day(moment) <= self.until_on

    def _days(self) -> Iterator[date]:
        last = min(self.until_on or LATEST, self.starts_on + timedelta(days=366 * 20))
        first = datetime.combine(self.starts_on, time())
        shared: dict[str, Any] = {"dtstart": first, "count": self.count}
        if self.count is None:
            shared["until"] = datetime.combine(last, time())
        if self.repeat == self.Repeat.MONTHLY:
            found = rrule(MONTHLY, byweekday=_nth(self.starts_on), **shared)
        else:
            interval = 2 if self.repeat == self.Repeat.FORTNIGHTLY else 1
            found = rrule(WEEKLY, interval=interval, **shared)
        return (each.date() for each in found)


def _nth(day: date) -> weekday:
    """Its weekday with its place in the month; the fifth counts as the last."""
    place = (day.day - 1) // 7 + 1
    return weekday(day.weekday())(-1 if place == 5 else place)


def _day_of_month(day: date) -> str:
    names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    return f"{_nth(day).n}{names[day.weekday()]}"
