"""Who may load what of initiatives and kickoffs."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alignment.people.access import must_edit
from alignment.people.models import Person
from journeys.access.must import must
from journeys.models import (
    Initiative,
    Kickoff,
)
from journeys.models.initiative import InitiativeQuerySet


def initiatives_to_see(person: Person) -> InitiativeQuerySet:
    return Initiative.objects.all()


def initiative_to_see(person: Person, slug: str) -> Initiative:
    found = initiatives_to_see(person).select_related("lead", "created_by", "kickoff")
    return get_object_or_404(found, slug=slug)


def initiative_to_talk(person: Person, pk: int) -> Initiative:
    found = initiatives_to_see(person).select_related("lead", "kickoff__sponsor")
    return get_object_or_404(found, pk=pk)


def initiative_to_edit(person: Person, slug: str) -> Initiative:
    must_edit(person)
    return initiative_to_see(person, slug)


def kickoffs_to_see(person: Person) -> "QuerySet[Kickoff]":
    return Kickoff.objects.all()


def kickoff_to_see(person: Person, slug: str) -> Kickoff:
    found = Kickoff.objects.select_related(
        "initiative__lead", "sponsor", "deputy", "closed_by"
    )
    return get_object_or_404(found, initiative__slug=slug)


def kickoff_to_talk(person: Person, pk: int) -> Kickoff:
    found = kickoffs_to_see(person).select_related(
        "initiative__lead", "sponsor", "deputy"
    )
    return get_object_or_404(found, pk=pk)


def kickoff_to_edit(person: Person, slug: str) -> Kickoff:
    must_edit(person)
    return kickoff_to_see(person, slug)


def kickoff_to_answer(person: Person, slug: str) -> Kickoff:
    """Only for whoever is asked to sponsor it."""
    kickoff = kickoff_to_see(person, slug)
    must(person == kickoff.sponsor)
    return kickoff
