"""Where somebody stands changes as a whole: role and teams together, or neither."""

from collections.abc import Collection

from django.db import transaction

from alignment.people.models import Person, Team


@transaction.atomic
def place(*, person: Person, role: str, teams: Collection[Team], by: Person) -> None:
    """Give somebody their role and teams.

    Raises LastAdmin, StillOwns, WrongSide, StandsForASide.
    """
    person.take_role(role, by=by)
    person.place_in(teams, by=by)
