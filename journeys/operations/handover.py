"""Proposing that one side of a journey goes to somebody else of that side."""

from django.db import transaction

from alignment.actions.models import News
from alignment.actions.operations.notify import notify
from alignment.live import publish
from alignment.people.models import Person
from journeys.models import CannotOwn, Handover, Journey, NotLive
from journeys.models.journey import must_own


@transaction.atomic
def propose_handover(
    *, journey: Journey, side: str, receiver: Person, note: str, by: Person
) -> Handover:
    """Ask somebody to take over; until they accept the giver still owns.

    Proposing to the same person again gives the handover that is already open.
    Raises CannotOwn, NotLive, HandoverIsOpen.
    """
    journey.lock()
    giver = journey.owner(side)
    if journey.is_archived or not journey.accepted(side):
        raise NotLive(f"{giver} has not accepted. Name somebody else instead.")
    must_own(receiver)
    if receiver.side != side:
        raise CannotOwn(f"{receiver} is not on the same side as {giver}.")
    if receiver == giver:
        raise CannotOwn(f"{receiver} looks after this journey already.")
    found = journey.handovers.filter(side=side, answer="").first()
    if found is None:
        publish("journeys")
        found = journey.handovers.create(
            side=side, giver=giver, receiver=receiver, note=note, proposed_by=by
        )
        _tell(found)
    if found.receiver != receiver:
        raise HandoverIsOpen(f"{found.receiver} is asked already. Withdraw that first.")
    return found


def _tell(handover: Handover) -> None:
    by = handover.proposed_by
    news = News(
        "handover-proposed",
        key=f"handover-proposed-{handover.pk}",
        words=f"{by} asks you to take over “{handover.journey}”",
        detail=handover.note,
        url=handover.journey.get_absolute_url(),
        by=by,
    )
    notify(news, to=[handover.receiver])


class HandoverIsOpen(Exception):
    """One handover a side at a time."""
