"""Changing many requirements at once, so that nobody overwrites another."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from alignment.people.models import Person
from alignment.versions import history_of
from journeys.models import Initiative, Requirement
from journeys.models.requirement import tell_of_requirements


@dataclass(frozen=True)
class GroupedMeanwhile(Exception):
    """Others changed some of the rows since they were read: who, and how many."""

    names: tuple[str, ...]
    count: int

    def __str__(self) -> str:
        who = " and ".join(self.names) or "Somebody"
        rows = "one of these rows" if self.count == 1 else f"{self.count} of these rows"
        return (
            f"{who} changed {rows} while you were choosing. Nothing of yours is saved:"
            " look at them as they are now, and send it again if you still mean it."
        )


class NoSuchGroup(Exception):
    """The group has another name by now."""


@transaction.atomic
def group_requirements(
    *,
    initiative: Initiative,
    pks: Collection[int],
    group: str,
    seen: int,
    by: Person,
) -> int:
    """Put rows in a group, "" for none; how many were not in it. Safe to repeat.

    Raises GroupedMeanwhile where another changed one of them after `seen`.
    """
    initiative.lock()
    rows = initiative.requirements.filter(pk__in=pks).exclude(group=group)
    _must_be_as_seen(set(rows.values_list("pk", flat=True)), seen, by)
    changed = rows.update(group=group)
    tell_of_requirements()
    return changed


def _must_be_as_seen(pks: Collection[int], seen: int, by: Person) -> None:
    since = history_of(Requirement).filter(pgh_obj_id__in=pks, pgh_id__gt=seen)
    told = since.values_list("pgh_obj_id", "pgh_context__metadata")
    others = {
        (pk, (said or {}).get("person"))
        for pk, said in told
        if (said or {}).get("person") != by.pk
    }
    if others:
        people = Person.objects.filter(pk__in={who for _, who in others if who})
        names = tuple(people.order_by("name").values_list("name", flat=True))
        raise GroupedMeanwhile(names, len({pk for pk, _ in others}))


@transaction.atomic
def rename_group(*, initiative: Initiative, name: str, to: str) -> int:
    """Call a group something else; the name of another one merges the two.

    Returns how many rows it holds. Raises NoSuchGroup.
    """
    initiative.lock()
    rows = initiative.requirements.filter(group=name)
    if not rows.exists():
        raise NoSuchGroup(
            f"There is no group “{name}” any more: somebody has renamed it meanwhile."
        )
    changed = rows.update(group=to)
    tell_of_requirements()
    return changed
