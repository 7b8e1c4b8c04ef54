"""How fresh the numbers are, and which days they cover."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, Q
from django.utils import timezone

from kpis.models import ContactDay, DirtyCustomer, DirtyDay, Freshness


@dataclass(frozen=True)
class NumbersFreshness:
    """`last_day` is the newest day with contacts, today at most; None without any."""

    version: int
    refreshed_at: datetime | None
    problem: str
    is_waiting: bool
    first_day: date | None
    last_day: date | None

    @property
    def is_empty(self) -> bool:
        return self.last_day is None

    @property
    def last_whole_day(self) -> date | None:
        """Like last_day, but never today, whose contacts are still coming in."""
        if self.last_day is None:
            return None
        return min(self.last_day, timezone.localdate() - timedelta(days=1))

    @property
    def is_stale(self) -> bool:
        """Contacts end more than two days ago."""
        if self.last_day is None:
            return False
        return timezone.localdate() - self.last_day > timedelta(days=2)

    @property
    def days_behind(self) -> int:
        return (timezone.localdate() - self.last_day).days if self.last_day else 0


def freshness() -> NumbersFreshness:
    found = Freshness.objects.filter(pk=1).first()
    days = ContactDay.objects.aggregate(
        first=Min("day"), last=Max("day", filter=Q(day__lte=timezone.localdate()))
    )
    return NumbersFreshness(
        version=found.version if found else 0,
        refreshed_at=found.refreshed_at if found else None,
        problem=found.problem if found else "",
        is_waiting=DirtyDay.objects.exists() or DirtyCustomer.objects.exists(),
        first_day=days["first"],
        last_day=days["last"],
    )
