"""The two halves of owning a journey, and what a viewer can do about each."""

from dataclasses import dataclass

from alignment.people.models import Person, Side
from alignment.people.queries.keeper import Keeper
from journeys.models import Journey
from journeys.models.rights import leads, may_appoint, may_hand_over
from journeys.queries.handover import OpenHandover, open_handovers


@dataclass(frozen=True)
class OwnerState:
    side: str
    owner: Keeper
    accepted: bool
    declined: str
    handover: OpenHandover | None
    may_answer: bool
    may_appoint: bool
    may_hand_over: bool
    may_take_over: bool
    may_withdraw: bool

    @property
    def is_orphaned(self) -> bool:
        return not self.owner.is_active

    @property
    def says_something(self) -> bool:
        """Whether there is more to say than who it is."""
        return self.is_orphaned or not self.accepted or self.handover is not None


def owner_states(
    journey: Journey, viewer: Person, people: dict[int, Keeper]
) -> tuple[OwnerState, ...]:
    """Both sides, product first; 1 query."""
    open_ones = {one.side: one for one in open_handovers(people, journey.pk)}
    return tuple(
        _state(journey, viewer, side, people[journey.owner(side).pk], open_ones)
        for side in Side
    )


def _state(
    journey: Journey,
    viewer: Person,
    side: Side,
    owner: Keeper,
    handovers: dict[str, OpenHandover],
) -> OwnerState:
    handover = handovers.get(side.value)
    accepted = journey.accepted(side)
    may_act = viewer.edits and not journey.is_archived
    may_answer = may_act and viewer.pk == owner.pk and not accepted
    return OwnerState(
        side=side.value,
        owner=owner,
        accepted=accepted,
        declined=getattr(journey, f"{side.value}_declined"),
        handover=handover,
        may_answer=may_answer,
        may_appoint=may_act and not accepted and may_appoint(viewer, journey, side),
        may_hand_over=may_act
        and accepted
        and handover is None
        and may_hand_over(viewer, journey, side),
        may_take_over=may_act
        and handover is not None
        and viewer.pk == handover.receiver.pk,
        may_withdraw=may_act
        and handover is not None
        and (
            viewer.pk in {handover.giver.pk, handover.proposed_by.pk}
            or leads(viewer, side)
        ),
    )
