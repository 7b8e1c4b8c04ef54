"""A period's numbers by journey, step, reason and channel, from three queries."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from journeys.models import Step
from kpis.models import Channel, Reason
from kpis.queries.facts import Facts
from kpis.queries.scope import Period, Scope
from kpis.queries.standing import WINDOW, Standing
from kpis.queries.sums import Sums, grouped


@dataclass(frozen=True)
class Part:
    """One line: `filter` and `key` are what the address of its numbers says."""

    filter: str
    key: str
    name: str
    note: str
    now: Facts
    before: Facts


@dataclass(frozen=True)
class Breakdown:
    """`places` are journeys, or the steps of the journey that was asked for."""

    places: list[Part]
    reasons: list[Part]
    channels: list[Part]


class Stood(NamedTuple):
    """Customers of a place: averages of both periods, and both ends' standing."""

    average: float
    average_before: float
    now: Standing
    before: Standing


class Pair(NamedTuple):
    now: Sums
    before: Sums

    def plus(self, other: "Pair") -> "Pair":
        return Pair(self.now + other.now, self.before + other.before)


STOOD = """
SELECT journey_id, step_id,
       sum(active * (%(last)s - greatest(day, %(first)s) + 1)),
       sum(active * (%(end)s - greatest(day, %(start)s) + 1))
           FILTER (WHERE day <= %(end)s),
       sum(active), sum(base), sum(silent),
       sum(active) FILTER (WHERE day <= %(then)s),
       sum(active) FILTER (WHERE day <= %(end)s),
       sum(base) FILTER (WHERE day <= %(end)s),
       sum(silent) FILTER (WHERE day <= %(end)s),
       sum(active) FILTER (WHERE day <= %(before_then)s),
       NOT EXISTS (SELECT FROM kpis_source WHERE has_customer_list)
  FROM kpis_standingdelta
 WHERE day <= %(last)s AND (step_id = 0 OR journey_id = %(journey)s)
 GROUP BY journey_id, step_id
"""
NOBODY = [0] * 10


def breakdown(
    scope: Scope,
    period: Period,
    journeys: Iterable[tuple[int, str, str]],
    whole: tuple[Facts, Facts],
    limit: int = 20,
) -> Breakdown:
    """`journeys` are (id, slug, title) to show; `whole` the facts of the scope."""
    rows = [(key, Pair(*sums)) for key, *sums in grouped(scope, period)]
    return Breakdown(
        places=_steps(scope.journey_id, rows, period)
        if scope.journey_id
        else _journeys(rows, period, journeys),
        reasons=_reasons(_sum(rows, lambda key: key[2]), whole, limit),
        channels=[
            Part("channel", str(key), Channel(key).label, "", *_held(pair, whole))
            for key, pair in _sum(rows, lambda key: key[3])
        ],
    )


def _sum(
    rows: list[tuple[tuple[int, ...], Pair]], by: Callable[[tuple[int, ...]], Hashable]
) -> list[tuple[int, Pair]]:
    """Rows summed by a part of their key, most contacts first."""
    found: dict[int, Pair] = defaultdict(lambda: Pair(Sums(), Sums()))
    for key, pair in rows:
        found[by(key)] = found[by(key)].plus(pair)  # type: ignore[index]
    return sorted(found.items(), key=lambda item: -item[1].now.contacts)


def _held(pair: Pair, whole: tuple[Facts, Facts]) -> tuple[Facts, Facts]:
    """A reason's or channel's sums, against all customers of the scope."""
    now, before = whole
    return (
        Facts(now.period, pair.now, now.customers, now.standing),
        Facts(before.period, pair.before, before.customers, before.standing),
    )


def _journeys(
    rows: list[tuple[tuple[int, ...], Pair]],
    period: Period,
    journeys: Iterable[tuple[int, str, str]],
) -> list[Part]:
    sums, stood = dict(_sum(rows, lambda key: key[0])), _stood(period, 0)
    parts = [
        _place("journey", slug, title, sums.pop(pk, None), stood.get((pk, 0)), period)
        for pk, slug, title in journeys
    ]
    parts.sort(key=lambda part: -part.now.sums.contacts)
    left = Pair(Sums(), Sums())
    for pair in sums.values():
        left = left.plus(pair)
    if left.now.contacts or left.before.contacts:
        all_customers = stood.get((0, 0))
        parts.append(
            _place("journey", "none", "Mapped to none", left, all_customers, period)
        )
    return parts


def _steps(
    journey: int, rows: list[tuple[tuple[int, ...], Pair]], period: Period
) -> list[Part]:
    sums, stood = dict(_sum(rows, lambda key: key[1])), _stood(period, journey)
    whole = stood.get((journey, 0))
    steps = Step.objects.filter(journey_id=journey).values_list("pk", "name")
    parts = [
        _place(
            "step",
            str(pk),
            name,
            sums.pop(pk, None),
            stood.get((journey, pk)) or _silent(whole),
            period,
        )
        for pk, name in steps
    ]
    left = Pair(Sums(), Sums())
    for pair in sums.values():
        left = left.plus(pair)
    if left.now.contacts or left.before.contacts:
        parts.append(_place("", "", "No step said", left, whole, period))
    return parts


def _silent(whole: Stood | None) -> Stood | None:
    """A step nobody contacted about: all its journey's base is silent."""
    if whole is None:
        return None
    now, before = (
        Standing(s.on, s.active, s.base, s.base, s.active_then, s.heard_only)
        for s in (whole.now, whole.before)
    )
    return whole._replace(now=now, before=before)


def _place(
    kind: str,
    key: str,
    name: str,
    pair: Pair | None,
    stood: Stood | None,
    period: Period,
) -> Part:
    now, before = pair or Pair(Sums(), Sums())
    place = stood or _stand(period, NOBODY, heard=True)
    return Part(
        kind,
        key,
        name,
        "",
        Facts(period, now, place.average, place.now),
        Facts(period.before, before, place.average_before, place.before),
    )


def _stood(period: Period, journey: int) -> dict[tuple[int, int], Stood]:
    values: dict[str, date | int] = {
        "first": period.first,
        "last": period.last,
        "then": period.last - WINDOW,
        "start": period.before.first,
        "end": period.before.last,
        "before_then": period.before.last - WINDOW,
        "journey": journey,
    }
    with connection.cursor() as cursor:
        cursor.execute(STOOD, values)
        rows = {
            (place, step): ([int(n or 0) for n in counts], heard)
            for place, step, *counts, heard in cursor.fetchall()
        }
    found = {}
    for (place, step), (counts, heard) in rows.items():
        row = counts
        if step:
            row = list(rows[place, 0][0]) if (place, 0) in rows else list(NOBODY)
            row[4], row[8] = row[3] + counts[4], row[7] + counts[8]
        found[place, step] = _stand(period, row, heard=heard)
    return found


def _stand(period: Period, row: list[int], *, heard: bool) -> Stood:
    """Counts in the order of STOOD; a step's silent is already its own."""
    return Stood(
        row[0] / period.days,
        row[1] / period.days,
        Standing(period.last, row[2], row[3], row[4], row[5], heard),
        Standing(period.before.last, row[6], row[7], row[8], row[9], heard),
    )


def _reasons(
    sums: list[tuple[int, Pair]], whole: tuple[Facts, Facts], limit: int
) -> list[Part]:
    shown = [(key, pair) for key, pair in sums if pair.now.contacts][:limit]
    wanted = Reason.objects.filter(pk__in=[key for key, _ in shown])
    known = {reason.pk: reason for reason in wanted.select_related("source")}
    return [
        Part("reason", str(key), str(r), r.source.name, *_held(pair, whole))
        for key, pair in shown
        if (r := known.get(key))
    ]
