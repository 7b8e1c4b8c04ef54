"""Decisions as the list, their own page and an initiative's page show them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from alignment.people.models import Person, Side
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Approval, Decision, Initiative, Insight
from journeys.models.decision import DecisionQuerySet

OFFERED = 40
COLUMNS = (
    *("pk", "question", "options", "choice", "effect_on_ops", "dissent"),
    *("revisit_on", "taken_at", "created_at", "created_by_id"),
    *("initiative__title", "initiative__slug", "meeting_id", "meeting__title"),
)


@dataclass(frozen=True)
class Approved:
    """An approval; a void one says when, by whom, and why where it was taken back."""

    side: str
    by: Keeper
    at: datetime
    voided_at: datetime | None
    voided_by: Keeper | None
    voided_because: str


@dataclass(frozen=True)
class DecisionRow:
    """`approvals` are those that count."""

    pk: int
    question: str
    options: tuple[str, ...]
    choice: int | None
    effect_on_ops: str
    dissent: str
    revisit_on: date
    taken_at: datetime | None
    created_at: datetime
    created_by: Keeper
    initiative: str
    initiative_slug: str
    approvals: tuple[Approved, ...]
    is_due: bool
    meeting_id: int | None
    meeting: str | None

    def get_absolute_url(self) -> str:
        return reverse("journeys:decision-show", args=[self.pk])

    @property
    def chosen(self) -> str:
        return self.options[self.choice - 1] if self.choice else ""

    @property
    def state(self) -> str:
        """draft, taken or revisit; or the side that it waits for."""
        if self.taken_at:
            return "revisit" if self.is_due else "taken"
        given = {each.side for each in self.approvals}
        return "draft" if not given else Side(given.pop()).other.value

    @property
    def pair(self) -> tuple[tuple[str, Approved | None], ...]:
        """Each side with its approval, product first."""
        by = {each.side: each for each in self.approvals}
        return tuple((side.value, by.get(side.value)) for side in Side)


def listed(
    found: DecisionQuerySet, *, state: str, initiative: Any, q: str, on: date
) -> DecisionQuerySet:
    """Newest first; those to look at again by their day."""
    if initiative:
        found = found.filter(initiative=initiative)
    for word in q.split():
        found = found.filter(
            Q(question__icontains=word) | Q(initiative__title__icontains=word)
        )
    if state == "draft":
        return found.drafts()
    if state in Side.values:
        return found.waiting_for(Side(state))
    if state == "taken":
        return found.filter(taken_at__isnull=False)
    if state == "revisit":
        due = found.filter(taken_at__isnull=False, revisit_on__lte=on)
        return due.order_by("revisit_on", "pk")
    return found


def decided_on(chosen: str) -> list[tuple[str, str]]:
    """Initiatives of the newest decisions and the one chosen, as (slug, title)."""
    newest = Decision.objects.values("initiative_id")[:OFFERED]
    found = Initiative.objects.filter(Q(pk__in=newest) | Q(slug=chosen))
    return list(found.order_by("title").values_list("slug", "title"))


def decision_rows(
    found: Any, on: date, known_people: dict[int, Keeper] | None = None
) -> tuple[DecisionRow, ...]:
    """Rows in the order of a queryset of decisions, or a page of it; 3 queries."""
    records = list(found.values_list(*COLUMNS))
    people = keepers() if known_people is None else known_people
    live: dict[int, tuple[Approved, ...]] = defaultdict(tuple)
    given = Approval.objects.live().filter(decision__in=[one[0] for one in records])
    for pk, approved in _approved(given, people):
        live[pk] += (approved,)
    return tuple(_row(record, people, live, on) for record in records)


def _row(
    record: tuple[Any, ...],
    people: dict[int, Keeper],
    live: dict[int, tuple[Approved, ...]],
    on: date,
) -> DecisionRow:
    said = dict(zip(COLUMNS, record, strict=True))
    pk, taken_at, revisit_on = record[0], said["taken_at"], said["revisit_on"]
    return DecisionRow(
        pk=pk,
        question=said["question"],
        options=tuple(said["options"]),
        choice=said["choice"],
        effect_on_ops=said["effect_on_ops"],
        dissent=said["dissent"],
        revisit_on=revisit_on,
        taken_at=taken_at,
        created_at=said["created_at"],
        created_by=people[said["created_by_id"]],
        initiative=said["initiative__title"],
        initiative_slug=said["initiative__slug"],
        approvals=live[pk],
        is_due=taken_at is not None and revisit_on <= on,
        meeting_id=said["meeting_id"],
        meeting=said["meeting__title"],
    )


def approvals_of(pk: int, people: dict[int, Keeper]) -> tuple[Approved, ...]:
    """All that were ever given, the newest first; one query."""
    given = Approval.objects.filter(decision_id=pk)
    return tuple(approved for _, approved in _approved(given, people))[::-1]


def _approved(given: Any, people: dict[int, Keeper]) -> list[tuple[int, Approved]]:
    rows = given.values_list(
        *("decision_id", "side", "by_id", "at"),
        *("voided_at", "voided_by_id", "voided_because"),
    )
    return [
        (pk, Approved(side, people[by], at, voided, people.get(voider), why))
        for pk, side, by, at, voided, voider, why in rows
    ]


@dataclass(frozen=True)
class Told:
    """An insight beside a decision."""

    pk: int
    said: str
    told_by: Keeper

    def get_absolute_url(self) -> str:
        return reverse("journeys:insight-show", args=[self.pk])


@dataclass(frozen=True)
class DecisionPage:
    row: DecisionRow
    past: tuple[Approved, ...]
    """Approvals that count no more, the newest first."""
    told: tuple[Told, ...]
    offered: tuple[Told, ...]
    """What else was told about its journeys, the newest first."""
    may_approve: bool
    mine: Approved | None
    """The approval of whoever looks, as long as it counts."""


def decision_page(
    decision: Decision, viewer: Person, on: date, people: dict[int, Keeper]
) -> DecisionPage:
    """5 queries."""
    row = decision_rows(Decision.objects.filter(pk=decision.pk), on, people)[0]
    given = {each.side for each in row.approvals}
    mine = next((one for one in row.approvals if one.by.pk == viewer.pk), None)
    linked = _told(Insight.objects.shown().filter(decisions=decision), people)
    about = Insight.objects.shown().filter(journey__initiatives=decision.initiative_id)
    others = _told(about.exclude(decisions=decision)[:OFFERED], people)
    return DecisionPage(
        row,
        tuple(one for one in approvals_of(decision.pk, people) if one.voided_at),
        linked,
        others if viewer.edits else (),
        viewer.edits and mine is None and viewer.side not in given,
        mine,
    )


def _told(found: Any, people: dict[int, Keeper]) -> tuple[Told, ...]:
    rows = found.values_list("pk", "said", "told_by_id")
    return tuple(Told(pk, said, people[by]) for pk, said, by in rows)


@dataclass(frozen=True)
class LedTo:
    """A decision as an insight's page tells of it."""

    question: str
    chosen: str
    taken_at: datetime | None
    url: str


def led_to(insight: Insight) -> tuple[LedTo, ...]:
    """The decisions that an insight led to; one query."""
    rows = Decision.objects.filter(insights=insight).only(
        "question", "options", "choice", "taken_at"
    )
    return tuple(
        LedTo(str(one), one.chosen, one.taken_at, one.get_absolute_url())
        for one in rows
    )
