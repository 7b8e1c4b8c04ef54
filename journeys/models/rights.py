"""What an owner, a leader or an admin may do with a journey; pages show only that."""

from alignment.people.models import Person, Role, Side
from journeys.models.journey import Journey


def may_confirm(person: Person, journey: Journey) -> bool:
    owns = person == journey.owner(person.side)
    return person.edits and (owns or person.role == Role.LEADER)


def may_appoint(person: Person, journey: Journey, side: str) -> bool:
    """The other owner, who started it, a leader of that side, an admin."""
    near = person in {journey.created_by, journey.owner(Side(side).other)}
    return person.edits and (near or leads(person, side))


def may_hand_over(person: Person, journey: Journey, side: str) -> bool:
    """The owner of that side, a leader of it, an admin."""
    return person.edits and (person == journey.owner(side) or leads(person, side))


def leads(person: Person, side: str) -> bool:
    of_side = person.role == Role.LEADER and person.side == side
    return of_side or person.is_admin
