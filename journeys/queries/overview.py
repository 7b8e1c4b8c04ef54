"""All journeys at a glance: owners, gaps, trust in the map, and who is asked what."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject, Left
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Person, Side
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Journey, Workaround
from journeys.models.journey import STALE_AFTER, JourneyQuerySet
from journeys.queries.coverage import (
    Coverage,
    StepFacts,
    StepGap,
    step_facts,
    total,
)
from journeys.queries.handover import OpenHandover, open_handovers

__all__ = [
    "Coverage",
    "JourneyRow",
    "Overview",
    "PendingAcceptance",
    "StepGap",
    "Trust",
    "journey_rows",
    "overview",
    "trust",
]


@dataclass(frozen=True)
class Trust:
    """Whether the map is still true, as far as both sides have said so."""

    together_on: date | None
    days: int | None
    is_stale: bool
    because: str
    """`days`, `release` or nothing."""
    is_confirmed: bool = True
    """Whether both sides have said so; else `together_on` is when it went live."""
    again_side: str = ""
    again_on: date | None = None
    """The side that has said so since then, on a later day, and when it last did."""


@dataclass(frozen=True)
class Ownerless:
    """A workaround that was accepted and nobody has owned for 30 days or longer."""

    pk: int
    what: str

    def get_absolute_url(self) -> str:
        return reverse("journeys:workaround-show", args=[self.pk])


@dataclass(frozen=True)
class JourneyRow:
    pk: int
    slug: str
    title: str
    area: str
    state: str
    product_owner: Keeper
    ops_owner: Keeper
    product_accepted: bool
    ops_accepted: bool
    product_declined: str
    ops_declined: str
    created_by_id: int
    trust: Trust
    coverage: Coverage
    phases: tuple[Coverage, ...]
    gaps: tuple[StepGap, ...]
    quote: str
    ownerless: tuple[Ownerless, ...] = ()

    def owner(self, side: str) -> Keeper:
        return self.product_owner if side == Side.PRODUCT else self.ops_owner

    @property
    def is_live(self) -> bool:
        return self.state == Journey.State.LIVE

    @property
    def orphaned_sides(self) -> tuple[str, ...]:
        """The sides whose owner is no longer active."""
        return tuple(side for side in Side if not self.owner(side).is_active)

    @property
    def waiting_sides(self) -> tuple[str, ...]:
        """The sides whose named owner has not accepted."""
        return tuple(
            side for side in Side if not getattr(self, f"{side.value}_accepted")
        )

    def get_absolute_url(self) -> str:
        return reverse("journeys:journey-show", args=[self.slug])


@dataclass(frozen=True)
class PendingAcceptance:
    """A named owner who has not answered, or has declined with a reason."""

    journey_slug: str
    journey_title: str
    side: str
    owner: Keeper
    created_by_id: int
    declined: str


@dataclass(frozen=True)
class Overview:
    """Every journey shown (not archived), by title."""

    journeys: tuple[JourneyRow, ...]
    handovers: tuple[OpenHandover, ...]
    acceptances: tuple[PendingAcceptance, ...]

    @property
    def coverage(self) -> Coverage:
        """All steps of all journeys."""
        return total("All journeys", [row.coverage for row in self.journeys])

    @property
    def orphaned(self) -> tuple[JourneyRow, ...]:
        return tuple(row for row in self.journeys if row.orphaned_sides)

    @property
    def stale(self) -> tuple[JourneyRow, ...]:
        return tuple(row for row in self.journeys if row.trust.is_stale)

    def handovers_for(self, person_id: int) -> tuple[OpenHandover, ...]:
        """Handovers this person is asked to accept."""
        return tuple(row for row in self.handovers if row.receiver.pk == person_id)

    def acceptances_for(self, person_id: int) -> tuple[PendingAcceptance, ...]:
        """Journeys this person is asked to own."""
        return tuple(
            row
            for row in self.acceptances
            if row.owner.pk == person_id and not row.declined
        )

    def declined_for(self, person_id: int) -> tuple[PendingAcceptance, ...]:
        """Journeys somebody else declined to own and this person can name another."""
        own = {row.slug: row for row in self.journeys}
        return tuple(
            row
            for row in self.acceptances
            if row.declined
            and person_id
            in {row.created_by_id, own[row.journey_slug].owner(Side(row.side).other).pk}
        )


def overview(viewer: Person, on: date) -> Overview:
    """Everything Home and the list say about journeys; 4 queries."""
    del viewer  # everybody signed in sees every journey
    people = keepers()
    rows = journey_rows(Journey.objects.shown(), on, people)
    return Overview(rows, open_handovers(people), _acceptances(rows))


def _acceptances(rows: tuple[JourneyRow, ...]) -> tuple[PendingAcceptance, ...]:
    return tuple(
        PendingAcceptance(
            row.slug,
            row.title,
            side,
            row.owner(side),
            row.created_by_id,
            getattr(row, f"{side}_declined"),
        )
        for row in rows
        for side in row.waiting_sides
    )


def journey_rows(
    journeys: JourneyQuerySet, on: date, people: dict[int, Keeper] | None = None
) -> tuple[JourneyRow, ...]:
    """Rows in the order of the queryset; 3 queries, 2 when people are given."""
    known = people if people is not None else keepers()
    records: list[dict[str, Any]] = [
        dict(each)
        for each in journeys.with_trust(on).annotate(ownerless=_ownerless()).values()
    ]
    steps = step_facts([record["id"] for record in records])
    return tuple(_row(each, known, steps, on) for each in records)


def _ownerless() -> ArraySubquery:
    """Of each journey, the workarounds nobody has owned for 30 days, as JSON."""
    found = Workaround.objects.ownerless_long().filter(step__journey=OuterRef("pk"))
    said = JSONObject(pk="pk", what=Left("what", 90))
    return ArraySubquery(found.order_by("pk").values_list(said))


def _row(
    record: dict[str, Any],
    people: dict[int, Keeper],
    steps: StepFacts,
    on: date,
) -> JourneyRow:
    phases = steps.phases.get(record["id"], [])
    return JourneyRow(
        pk=record["id"],
        slug=record["slug"],
        title=record["title"],
        area=record["area"],
        state=record["state"],
        product_owner=people[record["product_owner_id"]],
        ops_owner=people[record["ops_owner_id"]],
        product_accepted=record["product_accepted_at"] is not None,
        ops_accepted=record["ops_accepted_at"] is not None,
        product_declined=record["product_declined"],
        ops_declined=record["ops_declined"],
        created_by_id=record["created_by_id"],
        trust=trust(record, on),
        coverage=total(record["title"], phases),
        phases=tuple(phases),
        gaps=tuple(steps.gaps.get(record["id"], [])),
        quote=steps.quotes.get(record["id"], ""),
        ownerless=tuple(Ownerless(**each) for each in record["ownerless"]),
    )


def trust(record: dict[str, Any], on: date) -> Trust:
    """Whether a map is still true on a day; the rule of JourneyQuerySet.stale.

    `record` are a journey's values after JourneyQuerySet.with_trust.
    """
    together_at, released_on = record["together_at"], record["released_on"]
    if together_at is None or record["state"] != Journey.State.LIVE:
        return Trust(None, None, is_stale=False, because="")
    together_on = timezone.localdate(together_at)
    because = ""
    if released_on is not None and released_on > together_on:
        because = "release"
    elif together_on < on - STALE_AFTER:
        because = "days"
    days = max((on - together_on) // timedelta(days=1), 0)
    said = [
        (timezone.localdate(at), side)
        for side in Side
        if (at := record[f"{side}_confirmed_at"])
    ]
    later = [each for each in said if each[0] > together_on]
    again_on, again_side = later[0] if later else (None, "")
    return Trust(
        together_on,
        days,
        is_stale=bool(because),
        because=because,
        is_confirmed=len(said) == len(Side),
        again_side=again_side,
        again_on=again_on,
    )
