"""Writing a decision down."""

from django.db import transaction

from alignment.people.models import Person
from journeys.models import Decision
from journeys.models.decision import tell_of_decisions
from journeys.models.decision_news import tell_waiting


@transaction.atomic
def write_decision(*, draft: Decision, by: Person) -> Decision:
    """Keep a draft; it waits for both sides."""
    draft.created_by = by
    draft.save(force_insert=True)
    tell_waiting(draft, by)
    tell_of_decisions()
    return draft
