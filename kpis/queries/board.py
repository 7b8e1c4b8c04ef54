"""Contacts of all journeys at once, week by week: what a dashboard is made of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from kpis.queries.movement import DAYS, Movement, compare
from kpis.queries.scope import Period
from kpis.queries.sums import Sums

YEAR = 52
"""Weeks back to the same weekdays of the year before."""
BY_DAY = 2 * DAYS
COLUMNS = (
    "inbound",
    "outbound",
    "handled",
    "talk_seconds",
    "hold_seconds",
    "after_seconds",
    "handled_seconds",
    "followed_same_reason",
)
"""Only what a dashboard shows: each sum is paid for at every refresh."""


@dataclass
class Flow:
    """Contacts of one journey or of several. Week 0 is the newest, the rest go back.

    `daily` are inbound contacts of the last 56 days, oldest first.
    """

    weekly: dict[int, Sums] = field(default_factory=lambda: defaultdict(Sums))
    daily: list[int] = field(default_factory=lambda: [0] * BY_DAY)

    def during(self, weeks: int, *, back: int = 0) -> Sums:
        """Sums of as many weeks, beginning `back` weeks ago and going back."""
        return sum((self.weekly.get(back + n, Sums()) for n in range(weeks)), Sums())

    def inbound(self, weeks: int, *, back: int = 0) -> list[int]:
        """Inbound contacts a week, oldest first."""
        backs = range(back + weeks - 1, back - 1, -1)
        return [self.weekly[n].inbound if n in self.weekly else 0 for n in backs]

    def take(self, back_days: int | None, week: int, sums: Sums) -> None:
        self.weekly[week] = self.weekly[week] + sums
        if back_days is not None:
            self.daily[BY_DAY - 1 - back_days] += sums.inbound


@dataclass(frozen=True)
class Board:
    """Flows by journey; the key None holds what is mapped to none."""

    on: date
    weeks: int
    flows: dict[int | None, Flow]

    def flow(self, journey_id: int | None) -> Flow:
        return self.flows.get(journey_id) or Flow()

    @property
    def everything(self) -> Flow:
        """All journeys, and what is mapped to none."""
        whole = Flow()
        for each in self.flows.values():
            whole.daily = [a + b for a, b in zip(whole.daily, each.daily, strict=True)]
            for week, sums in each.weekly.items():
                whole.weekly[week] = whole.weekly[week] + sums
        return whole

    def movement(self, flow: Flow) -> Movement:
        return compare(self.on, flow.daily)

    def week(self, back: int) -> Period:
        return Period.ending(self.on, 7 * (back + 1)).buckets("week")[0]


WEEKLY = f"""
SELECT journey_id,
       CASE WHEN %(on)s - day < {BY_DAY} THEN %(on)s - day END AS back_days,
       (%(on)s - day) / 7 AS week, {", ".join(f"sum({name})" for name in COLUMNS)}
  FROM kpis_contactday
 WHERE (day > %(on)s - %(recent)s AND day <= %(on)s
        OR day > %(on)s - %(old)s AND day <= %(on)s - {YEAR * 7})
   AND (%(channel)s::int IS NULL OR channel = %(channel)s)
 GROUP BY 1, 2, 3
"""  # noqa: S608 -- constants only


def board(on: date, weeks: int, *, channel: int | None = None) -> Board:
    """The weeks up to `on`, as many before them, and the same a year before.

    One query. At least the 8 weeks that a movement needs are read.
    """
    values: dict[str, date | int | None] = {
        "on": on,
        "recent": 7 * max(2 * weeks, BY_DAY // 7),
        "old": 7 * (YEAR + weeks),
        "channel": channel,
    }
    flows: dict[int | None, Flow] = defaultdict(Flow)
    with connection.cursor() as cursor:
        cursor.execute(WEEKLY, values)
        for journey_id, back_days, week, *row in cursor:
            flows[journey_id].take(back_days, week, _sums(row))
    return Board(on, weeks, dict(flows))


def _sums(row: Sequence[int]) -> Sums:
    return Sums(**dict(zip(COLUMNS, map(int, row), strict=True)))


@dataclass(frozen=True)
class TopReason:
    """Why customers make contact, in the period and in as many days before it."""

    reason_id: int
    label: str
    journey_id: int | None
    step_id: int | None
    step_name: str
    now: int
    before: int


REASONS = """
SELECT r.id, r.label, r.journey_id, r.step_id, coalesce(s.name, ''),
       coalesce(sum(d.inbound) FILTER (WHERE d.day >= %(first)s), 0) AS now,
       coalesce(sum(d.inbound) FILTER (WHERE d.day < %(first)s), 0)
  FROM kpis_contactday d
  JOIN kpis_reason r ON r.id = d.reason_id
  LEFT JOIN journeys_step s ON s.id = r.step_id
 WHERE d.day BETWEEN %(before)s AND %(last)s
   AND (%(journey)s::bigint IS NULL OR d.journey_id = %(journey)s)
   AND (%(channel)s::int IS NULL OR d.channel = %(channel)s)
 GROUP BY r.id, s.name
HAVING sum(d.inbound) FILTER (WHERE d.day >= %(first)s) > 0
 ORDER BY now DESC, r.label, r.id
 LIMIT %(limit)s
"""


def top_reasons(
    period: Period,
    *,
    journey_id: int | None = None,
    channel: int | None = None,
    limit: int = 7,
) -> tuple[TopReason, ...]:
    """Most inbound contacts first, in one query."""
    values = {
        "before": period.before.first,
        "first": period.first,
        "last": period.last,
        "journey": journey_id,
        "channel": channel,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(REASONS, values)
        return tuple(
            TopReason(
                pk, label or "No reason given", journey, step, name, int(now), int(was)
            )
            for pk, label, journey, step, name, now, was in cursor
        )
