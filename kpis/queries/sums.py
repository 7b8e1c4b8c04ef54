"""Sums of contacts: components first, each ratio divided last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce

from journeys.models import Journey, Step
from kpis.models import Channel, ContactDay, Reason
from kpis.queries.scope import Every, Period, Scope


@dataclass(frozen=True)
class Sums:
    """Components of a period. Ratios are None where there is nothing to divide."""

    inbound: int = 0
    outbound: int = 0
    handled: int = 0
    abandoned: int = 0
    talk_seconds: int = 0
    hold_seconds: int = 0
    after_seconds: int = 0
    handled_seconds: int = 0
    resolved: int = 0
    transferred: int = 0
    complaints: int = 0
    followed_any: int = 0
    followed_same_reason: int = 0
    failure: int = 0
    classified: int = 0

    @property
    def contacts(self) -> int:
        return self.inbound + self.outbound

    @property
    def aht_seconds(self) -> float | None:
        return _ratio(self.handled_seconds, self.handled)

    @property
    def workload_hours(self) -> float:
        return (self.talk_seconds + self.hold_seconds + self.after_seconds) / 3600

    @property
    def repeat_share(self) -> float | None:
        """Followed by another of the same customer and reason, 0 to 1."""
        return _ratio(self.followed_same_reason, self.inbound)

    @property
    def repeat_any_share(self) -> float | None:
        """Followed by another of the same customer for any reason, 0 to 1."""
        return _ratio(self.followed_any, self.inbound)

    @property
    def fcr(self) -> float | None:
        """Settled at the first contact, 0 to 1: what is left after repeats."""
        share = self.repeat_share
        return None if share is None else 1 - share

    @property
    def failure_share(self) -> float | None:
        return _ratio(self.failure, self.classified)

    @property
    def unclassified_share(self) -> float | None:
        return _ratio(self.contacts - self.classified, self.contacts)

    @property
    def transfer_share(self) -> float | None:
        return _ratio(self.transferred, self.handled)

    @property
    def abandoned_share(self) -> float | None:
        return _ratio(self.abandoned, self.inbound)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, f) + getattr(other, f) for f in COMPONENTS))


@dataclass(frozen=True)
class Point:
    """The sums of one bucket of a series."""

    period: Period
    sums: Sums


@dataclass(frozen=True)
class JourneySums:
    """One journey's part; the journey None holds what is mapped to none."""

    journey_id: int | None
    title: str
    slug: str
    sums: Sums
    before: Sums


@dataclass(frozen=True)
class StepSums:
    """One step's part; the step None holds what is mapped to the journey alone."""

    step_id: int | None
    name: str
    sums: Sums
    before: Sums


@dataclass(frozen=True)
class ReasonSums:
    reason_id: int
    label: str
    source: str
    demand: str
    sums: Sums
    before: Sums


@dataclass(frozen=True)
class ChannelSums:
    channel: int
    label: str
    sums: Sums
    before: Sums


COMPONENTS = tuple(field.name for field in fields(Sums))
CONTACTS = F("inbound") + F("outbound")
STORED = [name for name in COMPONENTS if name not in {"failure", "classified"}]


def _ratio(top: float, bottom: float) -> float | None:
    return top / bottom if bottom else None


def _demand(*kinds: str) -> Q:
    reasons = Reason.objects.filter(demand__in=kinds)
    return Q(reason_id__in=reasons.values("pk"))


def _summed(period: Period, prefix: str = "") -> dict[str, Any]:
    """Aggregates of every component over a period, under prefixed names."""
    during = period.where()
    found: dict[str, Any] = {
        f"{prefix}{name}_": Coalesce(Sum(name, filter=during), Value(0))
        for name in STORED
    }
    for name, kinds in (("failure", ["failure"]), ("classified", ["failure", "value"])):
        kept = during & _demand(*kinds)
        found[f"{prefix}{name}_"] = Coalesce(Sum(CONTACTS, filter=kept), Value(0))
    return found


def _read(row: Mapping[str, Any], prefix: str = "") -> Sums:
    return Sums(**{name: int(row[f"{prefix}{name}_"]) for name in COMPONENTS})


def _rows(scope: Scope, period: Period, key: str) -> Iterable[tuple[Any, Sums, Sums]]:
    """Sums by a column, of the period and of the one before it, in one query."""
    both = Period(period.before.first, period.last)
    found = (
        ContactDay.objects.filter(scope.where() & both.where())
        .values(key)
        .annotate(**_summed(period), **_summed(period.before, "was_"))
        .order_by()
    )
    rows = [(row[key], _read(row), _read(row, "was_")) for row in found]
    rows.sort(key=lambda row: (-row[1].contacts, -row[2].contacts, str(row[0])))
    return rows


def sums(scope: Scope, period: Period) -> Sums:
    rows = ContactDay.objects.filter(scope.where() & period.where())
    return _read(rows.aggregate(**_summed(period)))


def sums_and_before(scope: Scope, period: Period) -> tuple[Sums, Sums]:
    """Of the period, and of as many days before it."""
    both = Period(period.before.first, period.last)
    found = ContactDay.objects.filter(scope.where() & both.where()).aggregate(
        **_summed(period), **_summed(period.before, "was_")
    )
    return _read(found), _read(found, "was_")


def series(scope: Scope, period: Period, every: Every = "week") -> list[Point]:
    """One point a bucket, those without contacts included."""
    by_day = daily(scope, period)
    return [
        Point(bucket, total(s for d, s in by_day.items() if bucket.contains(d)))
        if every == "week"
        else Point(bucket, by_day.get(bucket.first, Sums()))
        for bucket in period.buckets(every)
    ]


def total(parts: Iterable[Sums]) -> Sums:
    return sum(parts, Sums())


def daily(scope: Scope, period: Period) -> dict[date, Sums]:
    """Days with contacts only."""
    rows = (
        ContactDay.objects.filter(scope.where() & period.where())
        .values("day")
        .annotate(**_summed(period))
        .order_by()
    )
    return {row["day"]: _read(row) for row in rows}


def grouped(
    scope: Scope, period: Period
) -> Iterable[tuple[tuple[int, ...], Sums, Sums]]:
    """By (journey, step, reason, channel), zero for none: now, and before it."""
    both = Period(period.before.first, period.last)
    keys = ("journey_id", "step_id", "reason_id", "channel")
    rows = (
        ContactDay.objects.filter(scope.where() & both.where())
        .values(*keys)
        .annotate(**_summed(period), **_summed(period.before, "was_"))
        .order_by()
    )
    for row in rows:
        yield tuple(row[key] or 0 for key in keys), _read(row), _read(row, "was_")


def by_journey(period: Period, channel: int | None = None) -> list[JourneySums]:
    """Most contacts first; journeys without any are there too, archived ones not."""
    rows = {
        k: (s, was) for k, s, was in _rows(Scope(channel=channel), period, "journey_id")
    }
    shown = Journey.objects.shown().values_list("pk", "title", "slug")
    parts = [
        JourneySums(pk, title, slug, *rows.pop(pk, (Sums(), Sums())))
        for pk, title, slug in shown
    ]
    parts.sort(key=lambda part: -part.sums.contacts)
    if left := [pair for pair in rows.values() if any(s.contacts for s in pair)]:
        now, was = total(p[0] for p in left), total(p[1] for p in left)
        parts.append(JourneySums(None, "Mapped to none", "none", now, was))
    return parts


def by_step(
    journey_id: int, period: Period, channel: int | None = None
) -> list[StepSums]:
    """In the journey's own order, then what is mapped to the journey alone."""
    scope = Scope(journey_id=journey_id, channel=channel)
    rows = {k: (s, was) for k, s, was in _rows(scope, period, "step_id")}
    names = Step.objects.filter(journey_id=journey_id).values_list("pk", "name")
    parts = [StepSums(pk, name, *rows.pop(pk, (Sums(), Sums()))) for pk, name in names]
    if left := [pair for pair in rows.values() if any(s.contacts for s in pair)]:
        now, was = total(p[0] for p in left), total(p[1] for p in left)
        parts.append(StepSums(None, "No step said", now, was))
    return parts


def by_reason(
    scope: Scope, period: Period, limit: int | None = None
) -> list[ReasonSums]:
    """Most contacts in the period first."""
    rows = list(_rows(scope, period, "reason_id"))[:limit]
    wanted = Reason.objects.filter(pk__in=[key for key, *_ in rows])
    known = {reason.pk: reason for reason in wanted.select_related("source")}
    return [
        ReasonSums(key, str(r), r.source.name, r.demand, now, was)
        for key, now, was in rows
        if (r := known.get(key))
    ]


def by_channel(scope: Scope, period: Period) -> list[ChannelSums]:
    return [
        ChannelSums(key, Channel(key).label, now, was)
        for key, now, was in _rows(scope, period, "channel")
    ]
