"""Drawing the slice: rows in, rows out, and their order."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from alignment.people.models import Person
from journeys.models import Initiative, SliceRow
from journeys.models.requirement import tell_of_requirements


@transaction.atomic
def put_in(
    *,
    initiative: Initiative,
    pks: Collection[int],
    by: Person,
    after: int | None = None,
) -> int:
    """Rows come into the slice in the order of the list, at its end or after a row.

    `after` 0 is the beginning. Those that are in it already stay where they are, but
    for one that is given a place. Returns how many are new in it.
    """
    initiative.lock()
    wanted = initiative.requirements.filter(pk__in=pks).order_by("position", "pk")
    keys = list(wanted.values_list("pk", flat=True))
    order = _order(initiative)
    new = [pk for pk in keys if pk not in order]
    SliceRow.objects.bulk_create(
        SliceRow(requirement_id=pk, place=place, put_by=by)
        for place, pk in enumerate(new, start=len(order) + 1)
    )
    moved = new if after is None else keys
    order = [pk for pk in order if pk not in moved]
    at = len(order) if after is None else _place_after(order, after)
    _arrange(initiative, [*order[:at], *moved, *order[at:]])
    tell_of_requirements()
    return len(new)


@transaction.atomic
def take_out(*, initiative: Initiative, pks: Collection[int]) -> int:
    """Rows wait for later; returns how many left. Safe to repeat."""
    initiative.lock()
    rows = _rows(initiative).filter(requirement__in=pks)
    gone = rows.delete()[0]
    _arrange(initiative, _order(initiative))
    tell_of_requirements()
    return gone


@transaction.atomic
def move(*, initiative: Initiative, pk: int, by: int) -> None:
    """One place up (-1) or down (1); at an end it stays. So does one that has left."""
    initiative.lock()
    order = _order(initiative)
    if pk in order:
        here = order.index(pk)
        there = min(max(here + by, 0), len(order) - 1)
        order.insert(there, order.pop(here))
        _arrange(initiative, order)
        tell_of_requirements()


def place_of(initiative: Initiative, pk: int) -> str:
    """Where a row stands in the slice, in words; "" where it is not in it."""
    order = _order(initiative)
    return f"place {order.index(pk) + 1} of {len(order)}" if pk in order else ""


def slice_copy(initiative: Initiative) -> list[dict[str, str]]:
    """The slice as it is now, for a test to keep."""
    rows = _rows(initiative).values_list(
        "requirement__key", "requirement__text", "requirement__group"
    )
    return [{"key": key, "text": text, "group": group} for key, text, group in rows]


def _rows(initiative: Initiative) -> QuerySet[SliceRow]:
    return SliceRow.objects.filter(requirement__initiative=initiative)


def _order(initiative: Initiative) -> list[int]:
    return list(_rows(initiative).values_list("requirement_id", flat=True))


def _place_after(order: list[int], after: int) -> int:
    """After a row that has left meanwhile is the end."""
    if after == 0:
        return 0
    return order.index(after) + 1 if after in order else len(order)


def _arrange(initiative: Initiative, order: list[int]) -> None:
    rows = {row.requirement_id: row for row in _rows(initiative)}
    moved = []
    for place, pk in enumerate(order, start=1):
        if rows[pk].place != place:
            rows[pk].place = place
            moved.append(rows[pk])
    SliceRow.objects.bulk_update(moved, ["place"])
