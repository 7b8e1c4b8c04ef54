"""Actions as the list and their own page show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from alignment.actions.models import Action
from alignment.actions.models.action import of_teams
from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper, keepers
from alignment.versions import events_of

WEEK = timedelta(days=7)
COLUMNS = (
    *("pk", "title", "effect", "owner_id", "due_on", "carried", "first_due_on"),
    *("source_words", "source_url", "outcome", "outcome_words", "closed_at"),
    *("closed_by_id", "created_by_id"),
)


@dataclass(frozen=True)
class ActionRow:
    """`days` from the day asked about to the day promised: -3 is three days late."""

    pk: int
    title: str
    effect: str
    owner: Keeper
    due_on: date
    days: int
    carried: int
    first_due_on: date
    source_words: str
    source_url: str
    outcome: str
    outcome_words: str
    closed_at: Any
    closed_by: Keeper | None
    may_change: bool

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def is_late(self) -> bool:
        return self.is_open and self.days < 0

    def get_absolute_url(self) -> str:
        return reverse("actions:action-show", args=[self.pk])


@dataclass(frozen=True)
class Group:
    """Actions under one heading."""

    key: str
    heading: str
    rows: tuple[ActionRow, ...]


MOST_COUNTED = 1_000


@dataclass(frozen=True)
class Counts:
    """Open ones; `all` of them are counted up to MOST_COUNTED."""

    mine: int
    ours: int
    all: int

    @property
    def all_in_words(self) -> str:
        return f"{MOST_COUNTED:,}+" if self.all > MOST_COUNTED else f"{self.all:,}"


def action_rows(
    actions: Any, *, viewer: Person, on: date, people: dict[int, Keeper] | None = None
) -> tuple[ActionRow, ...]:
    """Rows in the order of a queryset of actions, or a page of it; 2 queries, or one
    where the `people` are known."""
    known = keepers() if people is None else people
    return tuple(
        _row(dict(zip(COLUMNS, values, strict=True)), known, viewer, on)
        for values in actions.values_list(*COLUMNS)
    )


def action_row(action: Action, *, viewer: Person, on: date) -> ActionRow:
    """The same of one."""
    return action_rows(Action.objects.filter(pk=action.pk), viewer=viewer, on=on)[0]


def _row(
    values: dict[str, Any], people: dict[int, Keeper], viewer: Person, on: date
) -> ActionRow:
    closed_by, author = values.pop("closed_by_id"), values.pop("created_by_id")
    owner = values.pop("owner_id")
    return ActionRow(
        **values,
        owner=people[owner],
        days=(values["due_on"] - on).days,
        closed_by=people.get(closed_by),
        may_change=viewer.edits or viewer.pk in {owner, author},
    )


def grouped(rows: Iterable[ActionRow], on: date) -> tuple[Group, ...]:
    """Open ones by how soon they are due, then closed ones; no empty groups."""
    found: dict[str, list[ActionRow]] = {"late": [], "week": [], "later": [], "": []}
    for row in rows:
        found[_key(row, on)].append(row)
    headings = {
        "late": "Overdue",
        "week": "In the next 7 days",
        "later": "Later",
        "": "Closed",
    }
    return tuple(
        Group(key or "closed", headings[key], tuple(rows))
        for key, rows in found.items()
        if rows
    )


def _key(row: ActionRow, on: date) -> str:
    if not row.is_open:
        return ""
    if row.due_on < on:
        return "late"
    return "week" if row.due_on < on + WEEK else "later"


def open_counts(viewer: Person) -> Counts:
    """Two queries; an index alone answers each, whoever else has promised how much."""
    found = Action.objects.open()
    near = found.filter(of_teams(viewer)).aggregate(
        mine=Count("owner", filter=Q(owner=viewer)), ours=Count("owner")
    )
    return Counts(**near, all=found.order_by()[: MOST_COUNTED + 1].count())


@dataclass(frozen=True)
class Moment:
    """One version of an action: who saved it when, and what was new."""

    at: Any
    who: str
    said: tuple[str, ...]


WORDS = {
    "title": "Called “{}”",
    "effect": "It should change: {}",
    "owner_id": "Given to {}",
    "due_on": "Due {}",
    "outcome": "{}",
    "outcome_words": "“{}”",
}


def history(action: Action) -> list[Moment]:
    """What was changed, newest first."""
    people = keepers()
    found: list[Moment] = []
    before: Any = None
    for event in events_of(action).select_related("pgh_context"):
        person = (event.pgh_context.metadata if event.pgh_context else {}).get("person")
        who = people[person].name if person in people else "Alignment"
        said = tuple(_changes(before, event, people))
        if said:
            found.append(Moment(event.pgh_created_at, who, said))
        before = event
    return found[::-1]


def _changes(before: Any, event: Any, people: dict[int, Keeper]) -> Iterable[str]:
    if before is None:
        yield "Written down"
    for name, pattern in WORDS.items():
        value = getattr(event, name)
        if before is not None and getattr(before, name) == value:
            continue
        if name == "outcome":
            outcome = Action.Outcome(value).label
            if before is not None:
                yield "Opened again" if not value else outcome
        elif value:
            yield pattern.format(_shown(name, value, people))


def _shown(name: str, value: Any, people: dict[int, Keeper]) -> str:
    if name == "owner_id":
        return people[value].name
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(value)
