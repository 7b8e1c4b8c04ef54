"""Writing down time at the floor, with the action it ended in."""

from django.db import transaction
from django.urls import reverse

from alignment.actions.models import Action
from alignment.actions.operations.record import record_action
from alignment.live import publish
from alignment.people.models import Person, Side
from journeys.models import FloorTime, NotOfProduct


@transaction.atomic
def record_floor_time(*, draft: FloorTime, action: Action, by: Person) -> FloorTime:
    """Keep a visit, and the one action of it. Raises NotOfProduct."""
    if by.side != Side.PRODUCT:
        raise NotOfProduct("You are there every day. Invite somebody to come with you.")
    draft.person = by
    draft.action = record_action(
        draft=action,
        by=by,
        source_words=f"{draft.get_where_display()}, {draft.spent_on:%-d %B}",
        source_url=reverse("journeys:floor-time-list"),
    )
    draft.save(force_insert=True)
    publish("meetings")
    return draft
