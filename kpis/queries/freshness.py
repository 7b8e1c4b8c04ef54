"""How fresh the numbers are, and which days they cover."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from kpis.models import Freshness


@dataclass(frozen=True)
class NumbersFreshness:
    """`last_day` is the newest day with contacts, today at most; None without any."""

    version: int
    refreshed_at: datetime | None
    problem: str
    attempts: int
    is_waiting: bool
    first_day: date | None
    last_day: date | None
    repeat_days: int

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def is_empty(self) -> bool:
        return self.last_day is None

    @property
    def is_set_aside(self) -> bool:
        """Tried three times; it waits for somebody to ask again."""
        return self.attempts >= Freshness.TRIES

    @property
    def last_whole_day(self) -> date | None:
        """Like last_day, but never today, whose contacts are still coming in.

        Today after all when there are no earlier contacts.
        """
        if self.last_day is None or self.first_day == self.last_day:
            return self.last_day
        return min(self.last_day, timezone.localdate() - timedelta(days=1))

    @property
    def is_stale(self) -> bool:
        """Contacts end more than two days ago."""
        return self.days_behind > 2

    @property
    def days_behind(self) -> int:
        return (timezone.localdate() - self.last_day).days if self.last_day else 0

    @property
    def problem_words(self) -> str:
        """What is shown of a problem: that it is being tried again, or is not."""
        if self.is_set_aside:
            return "It was tried three times. An admin can have it tried again."
        return "It is tried again in a few seconds."

    @property
    def mature_until(self) -> date | None:
        """The last day whose repeats can all have happened."""
        if self.last_day is None:
            return None
        return self.last_day - timedelta(days=self.repeat_days)


IS_WAITING = """
       EXISTS (SELECT FROM kpis_dirtyday) OR EXISTS (SELECT FROM kpis_dirtycustomer)
       OR EXISTS (SELECT FROM kpis_dirtyreason) OR coalesce(f.rebuild, false)
       OR EXISTS (SELECT FROM kpis_contactimport WHERE state = 'importing')"""
"""Whether something is still to be counted; `f` is the row of Freshness, if any."""
ONE_ROW = f"""
SELECT coalesce(f.version, 0), f.refreshed_at, coalesce(f.problem, ''),
       coalesce(f.attempts, 0), {IS_WAITING},
       (SELECT min(day) FROM kpis_contactday),
       (SELECT max(day) FROM kpis_contactday WHERE day <= %(today)s),
       coalesce(f.repeat_days, 7)
  FROM (SELECT) one LEFT JOIN kpis_freshness f ON f.id = 1
"""  # noqa: S608


def freshness() -> NumbersFreshness:
    """In one query, whatever there is."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_ROW, {"today": timezone.localdate()})
        return NumbersFreshness(*cursor.fetchone())
