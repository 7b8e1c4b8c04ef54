"""What a page of prepared numbers hangs on: their version, their age, the targets."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from kpis.queries.freshness import IS_WAITING

STALE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class InForce:
    """A target both sides have agreed to. `journey_id` None is the whole company."""

    journey_id: int | None
    metric: str
    value: Decimal


@dataclass(frozen=True)
class Pulse:
    """`last_day` is the newest whole day with contacts: yesterday at the latest."""

    version: int
    refreshed_at: datetime | None
    problem: str
    is_waiting: bool
    last_day: date | None
    heard_only: bool
    targets: tuple[InForce, ...]

    @property
    def is_stale(self) -> bool:
        """Something waits to be counted, and nothing was for 15 minutes."""
        if not self.is_waiting or self.refreshed_at is None:
            return self.is_waiting
        return timezone.now() - self.refreshed_at > STALE_AFTER

    @property
    def days_behind(self) -> int:
        """Days without contacts since the newest: 0 when they reach to yesterday."""
        if self.last_day is None:
            return 0
        return (timezone.localdate() - self.last_day).days - 1

    def target(self, journey_id: int | None, metric: str) -> Decimal | None:
        return next(
            (
                each.value
                for each in self.targets
                if (each.journey_id, each.metric) == (journey_id, metric)
            ),
            None,
        )

    @property
    def key(self) -> str:
        """Changes when any number, its age in words, or a target changes."""
        agreed = ",".join(f"{t.journey_id}:{t.metric}:{t.value}" for t in self.targets)
        return f"{self.version}|{self.refreshed_at}|{self.heard_only}|{agreed}"


ONE_ROW = """
SELECT f.version, f.refreshed_at, coalesce(f.problem, ''),
       {is_waiting},
       (SELECT max(day) FROM kpis_contactday WHERE day <= %(today)s),
       NOT EXISTS (SELECT FROM kpis_source WHERE has_customer_list),
       (SELECT array_agg(journey_id ORDER BY id) FROM kpis_target WHERE {in_force}),
       (SELECT array_agg(metric ORDER BY id) FROM kpis_target WHERE {in_force}),
       (SELECT array_agg(value ORDER BY id) FROM kpis_target WHERE {in_force})
  FROM (SELECT) one LEFT JOIN kpis_freshness f ON f.id = 1
""".format(  # noqa: S608
    is_waiting=IS_WAITING, in_force="agreed_at IS NOT NULL AND ended_at IS NULL"
)


def pulse() -> Pulse:
    """In one query, whatever there is."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(ONE_ROW, {"today": today})
        *row, journeys, metrics, values = cursor.fetchone()
    rows = zip(journeys or (), metrics or (), values or (), strict=True)
    version, refreshed_at, problem, is_waiting, last_day, heard_only = row
    return Pulse(
        version or 0,
        refreshed_at,
        problem,
        is_waiting,
        last_day and min(last_day, today - timedelta(days=1)),
        heard_only,
        tuple(InForce(*each) for each in rows),
    )
