"""What people are told of a decision: that it waits for them, is taken, or is open."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alignment.actions.models import News
from alignment.actions.operations.notify import notify
from alignment.people.models import Person
from journeys.models.approval import Approval

if TYPE_CHECKING:
    from journeys.models.decision import Decision


def tell_waiting(decision: "Decision", by: Person) -> None:
    """Tell the lead and the ops sponsor, once for a decision, unless they approved."""
    approved = {one.by_id for one in decision.approvals.live()}
    people = [one for one in _its_people(decision) if one.pk not in approved]
    news = News(
        "decision-waiting",
        key=f"decision-waiting-{decision.pk}",
        words=f"A decision waits for your word: “{decision}”",
        detail=f"It is part of “{decision.initiative}”, and taken once somebody of each"
        " side has approved what it says.",
        url=decision.get_absolute_url(),
        by=by,
    )
    notify(news, to=people)


def tell_taken(decision: "Decision", approval: Approval) -> None:
    """Tell who wrote it, who approved it and whose initiative it is."""
    live = decision.approvals.live().select_related("by")
    news = News(
        "decision-approved",
        key=f"decision-approved-{approval.pk}",
        words=f"Both sides have approved “{decision}”",
        detail=f"Chosen: {decision.chosen}",
        url=decision.get_absolute_url(),
        by=approval.by,
    )
    people = [decision.created_by, *(one.by for one in live), *_its_people(decision)]
    notify(news, to=people)


def tell_voided(
    decision: "Decision", approvals: Iterable[Approval], by: Person
) -> None:
    """Tell each whose approval counts no more; a new approval may be voided anew."""
    for approval in approvals:
        news = News(
            "decision-voided",
            key=f"decision-voided-{approval.pk}",
            words=f"Your approval counts no more: “{decision}”",
            detail=f"{by} has changed this decision after you approved it. It is taken"
            " again once somebody of each side has said yes to what it says now.",
            url=decision.get_absolute_url(),
            by=by,
        )
        notify(news, to=[approval.by])


def _its_people(decision: "Decision") -> list[Person]:
    initiative = decision.initiative
    kickoff = getattr(initiative, "kickoff", None)
    people = [initiative.lead, kickoff.sponsor if kickoff else None]
    return [one for one in people if one]
