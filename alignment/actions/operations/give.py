"""Telling somebody that an action is theirs now, and rewriting one."""

from typing import Any

from django.db import transaction

from alignment.actions.models import Action, News
from alignment.actions.operations.notify import notify
from alignment.people.models import Person
from alignment.versions import version_of


def key_of(action_pk: int, version: int) -> str:
    """What names one giving: an action may come back to somebody later."""
    return f"action-given-{action_pk}-{version}"


def tell_given(action: Action, *, by: Person) -> None:
    """The owner is told, once for this version; whoever takes it themselves is not."""
    news = News(
        "action-given",
        key=key_of(action.pk, version_of(action)),
        words=f"{by} asks you: “{action}”, by {action.due_on:%-d %B %Y}",
        detail=action.effect,
        url=action.get_absolute_url(),
        by=by,
    )
    notify(news, to=[action.owner])


@transaction.atomic
def rewrite_action(*, action: Action, seen: int, by: Person, **values: Any) -> None:
    """Change what it says; somebody who owns it from now on is told.

    Raises ActionClosed, EditedMeanwhile, CannotTake.
    """
    owner = Action.objects.values_list("owner_id", flat=True).get(pk=action.pk)
    action.rewrite(seen=seen, **values)
    if action.owner_id != owner:
        tell_given(action, by=by)
