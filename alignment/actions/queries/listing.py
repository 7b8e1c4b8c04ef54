"""Which actions a list shows."""

from datetime import date

from django.db.models import F, Q

from alignment.actions.models import Action
from alignment.actions.models.action import ActionQuerySet
from alignment.actions.queries.action import ActionRow, action_rows
from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper

MOST = 20


def promised(
    source_url: str, *, viewer: Person, on: date, people: dict[int, Keeper]
) -> tuple[ActionRow, ...]:
    """Open actions that come from an address, soonest first; one query."""
    found = Action.objects.open().filter(source_url=source_url)
    first = found.order_by("due_on", "pk")[:MOST]
    return action_rows(first, viewer=viewer, on=on, people=people)


def listed(
    found: ActionQuerySet, *, viewer: Person, of: str, state: str, q: str
) -> ActionQuerySet:
    """Open ones by day; closed ones newest first. `of` is empty for one's own."""
    if of == "ours":
        found = found.of_teams(viewer)
    elif of != "all":
        found = found.of(viewer)
    for word in q.split():
        said = Q(title__icontains=word) | Q(effect__icontains=word)
        found = found.filter(
            said | Q(source_words__icontains=word) | Q(owner__name__icontains=word)
        )
    if state:
        closed = found.filter(outcome=state)
        return closed.order_by(F("closed_at").desc(nulls_last=True), "-pk")
    return found.open().order_by("due_on", "pk")
