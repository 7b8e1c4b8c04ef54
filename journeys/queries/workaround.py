"""Workarounds as the register, their own page and a journey's page show them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Person, Side
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Journey, UseReport, Workaround
from journeys.models.workaround_costs import OWNERLESS_AFTER, WorkaroundQuerySet
from journeys.queries.workaround_cost import Cost

MOST = 4
"""Workarounds told of on a journey's page; the others are a link away."""
COLUMNS = (
    *("pk", "what", "state", "proposed_by_id", "proposed_at", "owner_id"),
    *("ownerless_at", "owner__deactivated_at", "people_count", "times_a_week"),
    *("minutes_each", "error_percent", "fix_minutes", "systems"),
    *("step_id", "step__name", "step__journey__title", "step__journey__slug"),
    *("release__name", "release__slug", "release__released_on"),
    *("retired_on", "rejected_because", "hours", "hours_low", "hours_high"),
)
ICONS = {
    "proposed": ("", "message-square-plus"),
    "accepted": ("watch", "hand"),
    "planned": ("", "calendar-check"),
    "retired": ("good", "circle-check"),
    "rejected": ("", "circle-slash"),
}


@dataclass(frozen=True)
class WorkaroundRow:
    """`ownerless_days` since when nobody who is here owns it; None while one does."""

    pk: int
    what: str
    state: str
    proposed_by: Keeper
    proposed_at: datetime
    owner: Keeper | None
    ownerless_days: int | None
    people_count: int
    times_a_week: Decimal
    minutes_each: Decimal
    error_percent: Decimal
    fix_minutes: Decimal
    systems: tuple[str, ...]
    step_id: int
    step: str
    journey: str
    journey_slug: str
    release: str | None
    release_slug: str | None
    released_on: date | None
    retired_on: date | None
    rejected_because: str
    cost: Cost

    @property
    def word(self) -> str:
        return str(Workaround.State(self.state).label)

    @property
    def kind(self) -> str:
        return ICONS[self.state][0]

    @property
    def icon(self) -> str:
        return ICONS[self.state][1]

    @property
    def saves(self) -> bool:
        """Whether its release can have ended it: it landed once this was told."""
        told = timezone.localdate(self.proposed_at)
        return self.released_on is not None and self.released_on >= told

    @property
    def is_signal(self) -> bool:
        """Accepted, and without an owner for 30 days."""
        days = self.ownerless_days
        return days is not None and days >= OWNERLESS_AFTER.days

    def get_absolute_url(self) -> str:
        return reverse("journeys:workaround-show", args=[self.pk])


@dataclass(frozen=True)
class Total:
    """What those found cost together, and how many nobody has owned for 30 days."""

    count: int
    cost: Cost


@dataclass(frozen=True)
class Report:
    """What one person said, `times_a_week` None while they are asked.

    `counts` once it is “no more” on the fix's day or later; who has left drops out.
    """

    person: Keeper
    times_a_week: Decimal | None
    answered_on: date | None
    asked_at: datetime
    counts: bool

    @property
    def is_waiting(self) -> bool:
        return self.times_a_week is None

    @property
    def is_over(self) -> bool:
        return self.times_a_week == 0


def listed(found: WorkaroundQuerySet, wanted: dict[str, Any]) -> WorkaroundQuerySet:
    """`wanted`: state, journey, side, owner, q; each may be empty. Dearest first."""
    state, side = wanted.get("state") or "", wanted.get("side") or ""
    if state != "all":
        found = found.filter(state=state) if state else found.open()
        found = found.exclude(step__journey__state=Journey.State.ARCHIVED)
    if journey := wanted.get("journey"):
        found = found.filter(step__journey=journey)
    if side == "nobody":
        found = found.ownerless()
    elif side == "long":
        found = found.ownerless_long()
    elif side:
        found = found.filter(owner__side=side)
    if owner := wanted.get("owner"):
        found = found.filter(owner=owner)
    for word in (wanted.get("q") or "").split():
        named = Q(what__icontains=word) | Q(step__name__icontains=word)
        found = found.filter(named | Q(systems__icontains=word))
    return found.dearest_first()


def total_of(found: WorkaroundQuerySet, rate: Decimal) -> Total:
    """Of all pages; one query."""
    sums = found.order_by().aggregate(
        count=Count("pk"),
        all=Sum("hours"),
        low=Sum("hours_low"),
        high=Sum("hours_high"),
    )
    cost = Cost.of(sums["all"], sums["low"], sums["high"], rate)
    return Total(sums["count"], cost)


def workaround_rows(
    found: Any, rate: Decimal, known_people: dict[int, Keeper] | None = None
) -> tuple[WorkaroundRow, ...]:
    """Rows in the order of a costed queryset, or a page of it; 2 queries, or one."""
    records = list(found.values_list(*COLUMNS))
    people = keepers() if known_people is None else known_people
    return tuple(_row(record, people, rate) for record in records)


def _row(
    record: tuple[Any, ...], people: dict[int, Keeper], rate: Decimal
) -> WorkaroundRow:
    said = dict(zip(COLUMNS, record, strict=True))
    owner = people.get(said["owner_id"])
    since = said["ownerless_at"]
    if said["state"] in Workaround.OWNED and owner and not owner.is_active:
        since = said["owner__deactivated_at"]
    days = (timezone.localdate() - timezone.localdate(since)).days if since else None
    kept = (
        *("pk", "what", "state", "proposed_at", "people_count", "times_a_week"),
        *("minutes_each", "error_percent", "fix_minutes", "step_id", "retired_on"),
        "rejected_because",
    )
    return WorkaroundRow(
        **{name: said[name] for name in kept},
        proposed_by=people[said["proposed_by_id"]],
        owner=owner,
        ownerless_days=days,
        systems=tuple(said["systems"]),
        step=said["step__name"],
        journey=said["step__journey__title"],
        journey_slug=said["step__journey__slug"],
        release=said["release__name"],
        release_slug=said["release__slug"],
        released_on=said["release__released_on"],
        cost=Cost.of(said["hours"], said["hours_low"], said["hours_high"], rate),
    )


@dataclass(frozen=True)
class ByHand:
    """What is done by hand on a journey, dearest first, and by step."""

    rows: tuple[WorkaroundRow, ...]
    cost: Cost
    by_step: dict[int, "StepByHand"]

    @property
    def first(self) -> tuple[WorkaroundRow, ...]:
        return self.rows[:MOST]


@dataclass(frozen=True)
class StepByHand:
    count: int
    cost: Cost


def by_hand(journey_id: int, rate: Decimal, people: dict[int, Keeper]) -> ByHand:
    """The open ones of a journey; one query."""
    found = Workaround.objects.open().filter(step__journey=journey_id)
    rows = workaround_rows(found.dearest_first(), rate, people)
    of_step: dict[int, list[WorkaroundRow]] = defaultdict(list)
    for row in rows:
        of_step[row.step_id].append(row)
    return ByHand(
        rows,
        _together(rows, rate),
        {
            pk: StepByHand(len(found), _together(found, rate))
            for pk, found in of_step.items()
        },
    )


def _together(rows: Any, rate: Decimal) -> Cost:
    costs = [row.cost for row in rows]
    return Cost.of(
        sum(each.hours for each in costs),
        sum(each.low for each in costs),
        sum(each.high for each in costs),
        rate,
    )


def reports_of(workaround: Workaround, people: dict[int, Keeper]) -> tuple[Report, ...]:
    """What those who are here have said, the first asked first; one query."""
    fix = workaround.release
    rows = workaround.reports.counting().values_list(
        "person_id", "times_a_week", "answered_on", "asked_at"
    )
    return tuple(
        Report(
            people[person],
            times,
            on,
            at,
            times == 0 and on is not None and (fix is None or on >= fix.released_on),
        )
        for person, times, on, at in rows
    )


def askable(people: dict[int, Keeper]) -> tuple[Keeper, ...]:
    """People of ops who are here, by name."""
    ops = [one for one in people.values() if one.side == Side.OPS and one.is_active]
    return tuple(sorted(ops, key=lambda one: one.name))


def asked_of(person: Person) -> tuple[tuple[int, str], ...]:
    """What somebody is asked about and has not answered, by key and words; 1 query."""
    waiting = UseReport.objects.filter(
        person=person, answered_on=None, workaround__state__in=Workaround.OWNED
    )
    return tuple(waiting.values_list("workaround_id", "workaround__what"))
