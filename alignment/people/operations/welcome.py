"""The first run: an empty installation gets its organisation and its first admin."""

from dataclasses import dataclass

from django.db import transaction

from alignment.people.models import Organisation, Person, Role, Team


class AlreadyBegun(Exception):
    """Somebody else was the first."""


@dataclass(frozen=True)
class Beginning:
    """All that the first page asks for."""

    organisation: str
    product_word: str
    ops_word: str
    ops_short_word: str
    name: str
    email: str
    password: str
    side: str
    team: str


@transaction.atomic
def begin(beginning: Beginning) -> Person:
    """Make organisation, first team and first admin. Raises AlreadyBegun.

    The organisation's one row is the lock: of two who begin at once the second
    waits, and then finds the first.
    """
    Organisation.current()
    organisation = Organisation.objects.select_for_update().get(pk=1)
    if Person.objects.exists():
        raise AlreadyBegun("Somebody else has just set this up. Sign in instead.")
    organisation.name = beginning.organisation
    organisation.product_word = beginning.product_word
    organisation.ops_word = beginning.ops_word
    organisation.ops_short_word = beginning.ops_short_word
    organisation.save()
    team = Team.objects.begin(name=beginning.team, side=beginning.side)
    admin = Person.objects.create_user(
        beginning.email,
        beginning.password,
        name=beginning.name,
        side=beginning.side,
        role=Role.ADMIN,
    )
    admin.join(team)
    return admin
