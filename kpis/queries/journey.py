"""What happens on a journey now, as a whole and step by step."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.db import connection
from django.db.models import Sum
from django.utils.safestring import SafeString

from alignment.charts import bar, spark
from journeys.models import Step
from kpis.models import ContactDay, Reason
from kpis.queries.movement import DAYS, Movement, compare
from kpis.queries.scope import Period

WEEKS = 12
TOP = 5


@dataclass(frozen=True)
class TopReason:
    """A reason of the last four weeks, with the four before."""

    pk: int
    label: str
    count: int
    before: int
    bar: SafeString

    @property
    def change(self) -> str:
        if not self.before:
            return "new"
        percent = round((self.count / self.before - 1) * 100)
        return f"{percent:+d}%".replace("-", "−") if percent else "as before"


@dataclass(frozen=True)
class StepNumbers:
    """One step: contacts per 1,000 customers a week, and who needed no help there.

    Not measured: no contact reason belongs to it, so silence there says nothing.
    """

    pk: int
    name: str
    is_measured: bool
    contacts: int
    per_1000: float | None
    top_reason: str
    contacts_spark: SafeString
    share: float | None
    silent: int
    base: int
    share_spark: SafeString


@dataclass(frozen=True)
class JourneyNumbers:
    """`week` is the newest seven days; `heard_only` as in Standing."""

    week: Period
    contacts: int
    contacts_before: int
    customers: int
    per_1000: float | None
    movement: Movement
    reasons: list[TopReason]
    steps: list[StepNumbers]
    share: float | None
    heard_only: bool

    @property
    def is_empty(self) -> bool:
        return not (self.contacts or self.movement.now or self.movement.before)


@dataclass
class _Counts:
    """Daily inbound contacts by step, and four weeks' totals by step and reason.

    `measured` are the steps that a reason belongs to.
    """

    daily: dict[int, dict[date, int]]
    recent: dict[tuple[int, int], int]
    before: dict[tuple[int, int], int]
    measured: set[int]

    def days(self, period: Period, step: int | None = None) -> list[int]:
        kept = [self.daily[step]] if step is not None else list(self.daily.values())
        return [
            sum(days.get(period.first + timedelta(days=n), 0) for days in kept)
            for n in range(period.days)
        ]


def journey_numbers(journey_id: int, on: date) -> JourneyNumbers:
    """As of a day; 5 queries, whatever the journey has."""
    span = Period.ending(on, 7 * WEEKS)
    counts = _counts(journey_id, span)
    stood, heard = _stood(journey_id, span)
    week = Period.ending(on, 7)
    whole = stood[0]
    customers = sum(day[0] for day in whole[-7:]) / 7
    labels = _labels(counts)
    inbound = sum(counts.days(week))
    return JourneyNumbers(
        week=week,
        contacts=inbound,
        contacts_before=sum(counts.days(week.before)),
        customers=round(customers),
        per_1000=inbound / customers * 1000 if customers else None,
        movement=compare(on, counts.days(Period.ending(on, 2 * DAYS))),
        reasons=_reasons(counts, labels),
        steps=[
            _step(pk, name, counts, stood, labels, span)
            for pk, name in Step.objects.filter(journey_id=journey_id).values_list(
                "pk", "name"
            )
        ],
        share=_share(whole[-1]),
        heard_only=heard,
    )


def _counts(journey_id: int, span: Period) -> _Counts:
    mapped = Reason.objects.filter(journey_id=journey_id, step__isnull=False)
    measured = set(mapped.values_list("step_id", flat=True))
    found = _Counts(defaultdict(dict), defaultdict(int), defaultdict(int), measured)
    recent = Period.ending(span.last, DAYS)
    rows = (
        ContactDay.objects.filter(span.where(), journey_id=journey_id)
        .values_list("step_id", "reason_id", "day")
        .annotate(n=Sum("inbound"))
        .order_by()
    )
    for step, reason, day, n in rows:
        by_day = found.daily[step or 0]
        by_day[day] = by_day.get(day, 0) + n
        if recent.contains(day):
            found.recent[step or 0, reason] += n
        elif recent.before.contains(day):
            found.before[step or 0, reason] += n
    return found


STOOD = """
SELECT step_id, greatest(day, %(first)s), sum(active), sum(base), sum(silent),
       NOT EXISTS (SELECT FROM kpis_source WHERE has_customer_list)
  FROM kpis_standingdelta
 WHERE journey_id = %(journey)s AND day <= %(last)s
 GROUP BY 1, 2
"""
Days = list[tuple[int, int, int]]


def _stood(journey_id: int, span: Period) -> tuple[dict[int, Days], bool]:
    """Active, base and silent on every day, by step; 0 is the journey as a whole."""
    changes: dict[int, dict[date, tuple[int, int, int]]] = defaultdict(dict)
    heard = True
    with connection.cursor() as cursor:
        values = {"journey": journey_id, "first": span.first, "last": span.last}
        cursor.execute(STOOD, values)  # type: ignore[arg-type]
        for step, day, active, base, silent, only in cursor:
            changes[step][day] = int(active), int(base), int(silent)
            heard = only
    days = [span.first + timedelta(days=n) for n in range(span.days)]
    changes.setdefault(0, {})
    running = {
        step: list(
            accumulate(
                (by_day.get(day, (0, 0, 0)) for day in days),
                lambda a, b: (a[0] + b[0], a[1] + b[1], a[2] + b[2]),
            )
        )
        for step, by_day in changes.items()
    }
    whole = running[0]
    steps = {
        step: [
            (active, base, base + own[2])
            for (active, base, _), own in zip(whole, rows, strict=True)
        ]
        for step, rows in running.items()
        if step
    }
    return {0: whole, **steps}, heard


def _labels(counts: _Counts) -> dict[int, str]:
    wanted = {reason for _, reason in counts.recent}
    return {r.pk: str(r) for r in Reason.objects.filter(pk__in=wanted)}


def _reasons(counts: _Counts, labels: dict[int, str]) -> list[TopReason]:
    totals: dict[int, int] = defaultdict(int)
    for (_, reason), n in counts.recent.items():
        totals[reason] += n
    top = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:TOP]
    return [
        TopReason(
            reason,
            labels[reason],
            n,
            sum(m for (_, key), m in counts.before.items() if key == reason),
            bar(n, top[0][1]),
        )
        for reason, n in top
        if n and reason in labels
    ]


def _step(
    pk: int,
    name: str,
    counts: _Counts,
    stood: dict[int, Days],
    labels: dict[int, str],
    span: Period,
) -> StepNumbers:
    days = stood.get(pk) or [(a, base, base) for a, base, _ in stood[0]]
    daily = counts.days(span, pk) if pk in counts.daily else [0] * span.days
    weeks = [sum(daily[n : n + 7]) for n in range(0, span.days, 7)]
    customers = sum(day[0] for day in days[-7:]) / 7
    mine = {r: n for (step, r), n in counts.recent.items() if step == pk and n}
    top = max(mine, key=lambda r: (mine[r], -r), default=None)
    return StepNumbers(
        pk=pk,
        name=name,
        is_measured=pk in counts.daily or pk in counts.measured,
        contacts=weeks[-1],
        per_1000=weeks[-1] / customers * 1000 if customers else None,
        top_reason=labels.get(top, "") if top else "",
        contacts_spark=spark(weeks, "ops") if any(weeks) else SafeString(""),
        share=_share(days[-1]),
        silent=days[-1][2],
        base=days[-1][1],
        share_spark=_share_spark(days),
    )


def _share(day: tuple[int, int, int]) -> float | None:
    return day[2] / day[1] * 100 if day[1] else None


def _share_spark(days: Days) -> SafeString:
    ends = [_share(days[n]) for n in range(6, len(days), 7)]
    known = [value for value in ends if value is not None]
    return spark(ends, "product") if len(known) > 1 else SafeString("")
