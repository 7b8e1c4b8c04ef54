"""Who may load what of decisions."""

from django.shortcuts import get_object_or_404

from alignment.people.access import must_edit
from alignment.people.models import Person
from journeys.access.must import must
from journeys.models import Decision, Meeting
from journeys.models.decision import DecisionQuerySet


def decisions_to_see(person: Person) -> DecisionQuerySet:
    return Decision.objects.all()


def decisions_taken_from(person: Person, meeting: Meeting) -> DecisionQuerySet:
    return decisions_to_see(person).filter(meeting=meeting)


def decision_to_see(person: Person, pk: int) -> Decision:
    found = decisions_to_see(person).select_related("initiative")
    return get_object_or_404(found, pk=pk)


def decision_to_edit(person: Person, pk: int) -> Decision:
    """Whoever edits may also say yes for their own side."""
    must_edit(person)
    return decision_to_see(person, pk)


def decision_to_withdraw(person: Person, pk: int) -> Decision:
    """Only for who has approved it."""
    decision = decision_to_see(person, pk)
    must(decision.approvals.filter(by=person).exists())
    return decision
