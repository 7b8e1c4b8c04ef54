"""Which contacts are meant, and on which days."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from django.db.models import Q

Every = Literal["day", "week"]


@dataclass(frozen=True)
class Scope:
    """All contacts unless narrowed. `unmapped` means: mapped to no journey."""

    journey_id: int | None = None
    step_id: int | None = None
    unmapped: bool = False
    channel: int | None = None

    def where(self) -> Q:
        """The rows of ContactDay that are meant."""
        wanted = Q()
        if self.unmapped:
            wanted &= Q(journey_id=None)
        elif self.journey_id is not None:
            wanted &= Q(journey_id=self.journey_id)
        if self.step_id is not None:
            wanted &= Q(step_id=self.step_id)
        if self.channel is not None:
            wanted &= Q(channel=self.channel)
        return wanted

    @property
    def people(self) -> "Scope":
        """The scope that says how many customers there are: steps have all theirs."""
        return Scope(journey_id=None if self.unmapped else self.journey_id)

    @property
    def any_channel(self) -> "Scope":
        return replace(self, channel=None)


@dataclass(frozen=True)
class Period:
    """Days from first to last, both included."""

    first: date
    last: date

    @classmethod
    def ending(cls, last: date, days: int) -> "Period":
        return cls(last - timedelta(days=days - 1), last)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """As many days, up to the day before this one begins."""
        return Period.ending(self.first - timedelta(days=1), self.days)

    def where(self) -> Q:
        return Q(day__gte=self.first, day__lte=self.last)

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last

    def buckets(self, every: Every) -> list["Period"]:
        """Days, or whole weeks of seven days counted back from the last day."""
        size = 7 if every == "week" else 1
        ends = [
            self.last - timedelta(days=size * back) for back in range(self.days // size)
        ]
        return [Period.ending(end, size) for end in reversed(ends)]


def params(scope: Scope) -> dict[str, Any]:
    """The scope as a key of standing: zero stands for all."""
    people = scope.people
    return {"journey": people.journey_id or 0, "step": scope.step_id or 0}
