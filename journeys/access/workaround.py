"""Who may load what of workarounds."""

from django.shortcuts import get_object_or_404

from alignment.people.access import must_edit
from alignment.people.models import Person, Side
from journeys.access.must import must
from journeys.models import (
    Workaround,
)
from journeys.models.workaround_costs import WorkaroundQuerySet


def workarounds_to_see(person: Person) -> WorkaroundQuerySet:
    return Workaround.objects.all()


def workaround_to_see(person: Person, pk: int) -> Workaround:
    found = workarounds_to_see(person).costed()
    near = ("step__journey", "proposed_by", "accepted_by", "owner", "release")
    return get_object_or_404(found.select_related(*near, "insight"), pk=pk)


def workaround_to_edit(person: Person, pk: int) -> Workaround:
    must_edit(person)
    return workaround_to_see(person, pk)


def workaround_to_answer(person: Person, pk: int) -> Workaround:
    """For people of ops, asked or not, agents too: it is their hands."""
    must(person.side == Side.OPS)
    return workaround_to_see(person, pk)
