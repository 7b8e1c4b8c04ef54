"""The list of requirements and its slice, as one page shows and exports them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse

from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Initiative, RequirementUpload
from journeys.models.requirement import newest_change

NO_GROUP = "-"
"""How an address asks for rows without a group."""
HEAD = ("Requirement", "Group", "Key", "Size or priority", "In the slice")
UPLOADS = 5


@dataclass(frozen=True)
class RequirementRow:
    """`place` in the slice; none where it waits for later."""

    pk: int
    text: str
    group: str
    key: str
    size: str
    place: int | None

    def get_absolute_url(self) -> str:
        return reverse("journeys:requirement-edit", args=[self.pk])

    def is_like(self, *, q: str, group: str, state: str) -> bool:
        said = f"{self.text} {self.key} {self.group}".lower()
        return (
            all(word in said for word in q.lower().split())
            and (not group or self.group == ("" if group == NO_GROUP else group))
            and (not state or (state == "in") == (self.place is not None))
        )


@dataclass(frozen=True)
class Group:
    """Rows under one heading; "" are those without a group."""

    number: int
    name: str
    rows: tuple[RequirementRow, ...]


@dataclass(frozen=True)
class Uploaded:
    pk: int
    name: str
    count: int
    at: datetime
    by: Keeper


@dataclass(frozen=True)
class RequirementPage:
    """`groups` hold what is shown, `drawn` the whole slice in its order."""

    groups: tuple[Group, ...]
    drawn: tuple[RequirementRow, ...]
    names: tuple[str, ...]
    total: int
    shown: int
    uploads: tuple[Uploaded, ...]
    seen: int


def requirement_page(
    initiative: Initiative, *, q: str, group: str, state: str
) -> RequirementPage:
    """Everything in 4 queries, however long the list is."""
    rows = requirement_rows(initiative)
    found = [row for row in rows if row.is_like(q=q, group=group, state=state)]
    names = sorted({row.group for row in rows if row.group}, key=str.lower)
    return RequirementPage(
        groups=tuple(_grouped(found)),
        drawn=_drawn(rows),
        names=tuple(names),
        total=len(rows),
        shown=len(found),
        uploads=_uploads(initiative),
        seen=newest_change(initiative),
    )


def requirement_rows(initiative: Initiative) -> tuple[RequirementRow, ...]:
    """All of them in the order of the list; one query."""
    rows = initiative.requirements.order_by("position", "pk").values_list(
        "pk", "text", "group", "key", "size", "in_slice__place"
    )
    return tuple(RequirementRow(*row) for row in rows)


def _drawn(rows: tuple[RequirementRow, ...]) -> tuple[RequirementRow, ...]:
    inside = [(row.place, row) for row in rows if row.place is not None]
    return tuple(row for _, row in sorted(inside, key=lambda pair: pair[0]))


def _grouped(rows: list[RequirementRow]) -> Iterator[Group]:
    """By name; what has no group comes last."""
    by: dict[str, list[RequirementRow]] = {}
    for row in rows:
        by.setdefault(row.group, []).append(row)
    names = sorted(by, key=lambda name: (not name, name.lower()))
    for number, name in enumerate(names, start=1):
        yield Group(number, name, tuple(by[name]))


def _uploads(initiative: Initiative) -> tuple[Uploaded, ...]:
    """Those that can be undone, the newest first."""
    found = RequirementUpload.objects.standing().filter(initiative=initiative)
    rows: list[Any] = list(
        found.values_list("pk", "name", "count", "at", "by_id")[:UPLOADS]
    )
    people = keepers() if rows else {}
    return tuple(
        Uploaded(pk, name, count, at, people[by]) for pk, name, count, at, by in rows
    )


def table(initiative: Initiative) -> Iterator[tuple[str, ...]]:
    """Head and rows, for a file."""
    yield HEAD
    for row in requirement_rows(initiative):
        place = "" if row.place is None else str(row.place)
        yield row.text, row.group, row.key, row.size, place


@dataclass(frozen=True)
class Drawn:
    """How much of the list is in the slice."""

    inside: int
    total: int


def drawn_of(initiative: Initiative) -> Drawn:
    """One query."""
    return Drawn(
        **initiative.requirements.aggregate(inside=Count("in_slice"), total=Count("pk"))
    )
