"""The people of the demo organisation whom one can sign in as."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When

from alignment.people.models import Person, Role, Side

RANK = [Role.LEADER, Role.MEMBER, Role.AGENT, Role.ADMIN]


@dataclass(frozen=True)
class DemoSide:
    """One side's people: the first of each role, and everybody else."""

    side: str
    first: list[Person]
    others: list[Person]


def demo_cast() -> list[DemoSide]:
    """Both sides, product first; nothing until the demo is loaded."""
    rank = Case(
        *(When(role=role, then=Value(place)) for place, role in enumerate(RANK)),
        output_field=IntegerField(),
    )
    people = list(
        Person.objects.active().filter(is_demo=True).order_by(rank, "name", "pk")
    )
    if not people:
        return []
    return [_side(side, [one for one in people if one.side == side]) for side in Side]


def _side(side: str, people: list[Person]) -> DemoSide:
    first: dict[str, Person] = {}
    for person in people:
        first.setdefault(person.role, person)
    others = [one for one in people if first[one.role] != one]
    return DemoSide(side, list(first.values()), others)
