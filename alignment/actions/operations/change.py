"""Changing many actions at once, and taking that back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import transaction

from alignment.actions.models import Action
from alignment.actions.models.action import tell_of_actions
from alignment.actions.operations.give import key_of, tell_given
from alignment.actions.operations.notify import take_back
from alignment.people.models import Person
from alignment.versions import version_of

What = Literal["finish", "carry", "give", "drop", "reopen"]
KEPT = (
    *("owner_id", "due_on", "carried"),
    *("outcome", "outcome_words", "closed_at", "closed_by_id"),
)


@dataclass(frozen=True)
class Change:
    """`day` for carry, `to` for give, `words` for finish (may be empty) and drop."""

    what: What
    day: date | None = None
    to: Person | None = None
    words: str = ""

    def make(self, action: Action, by: Person) -> None:
        if self.what == "finish":
            action.finish(words=self.words, by=by)
        elif self.what == "drop":
            action.drop(reason=self.words, by=by)
        elif self.what == "reopen":
            action.reopen()
        elif self.what == "carry" and self.day:
            action.carry_over(self.day)
        elif self.what == "give" and self.to:
            action.give(self.to)


@dataclass(frozen=True)
class Before:
    """How an action stood, and its version after the change."""

    pk: int
    values: dict[str, Any]
    version: int


@transaction.atomic
def change_actions(
    *, actions: Iterable[Action], change: Change, by: Person
) -> list[Before]:
    """Change all of them or none; how those stood that were not so already.

    Raises ActionClosed, CannotTake, NotLater.
    """
    found = []
    for action in actions:
        action.refresh_from_db(from_queryset=Action.objects.select_for_update())
        before = {name: getattr(action, name) for name in KEPT}
        change.make(action, by)
        if before != {name: getattr(action, name) for name in KEPT}:
            found.append(Before(action.pk, before, version_of(action)))
            if before["owner_id"] != action.owner_id:
                tell_given(action, by=by)
    return found


@transaction.atomic
def put_back(*, before: Iterable[Before]) -> tuple[int, int]:
    """How many stand again as they did, and how many somebody changed meanwhile."""
    back = changed = 0
    owners: set[int] = set()
    for each in sorted(before, key=lambda one: one.pk):
        action = Action.objects.select_for_update().filter(pk=each.pk).first()
        if action is None or version_of(action) != each.version:
            changed += 1
            continue
        owners |= {action.owner_id, each.values["owner_id"]}
        if action.owner_id != each.values["owner_id"]:
            take_back(key_of(action.pk, each.version))
        for name, value in each.values.items():
            setattr(action, name, value)
        action.save(update_fields=[name.removesuffix("_id") for name in KEPT])
        back += 1
    tell_of_actions(*owners)
    return back, changed
