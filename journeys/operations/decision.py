"""Writing a decision down."""

from django.db import transaction

from alignment.live import publish
from alignment.people.models import Person
from journeys.models import Decision, Meeting
from journeys.models.decision import tell_of_decisions
from journeys.models.decision_news import tell_waiting


@transaction.atomic
def write_decision(
    *, draft: Decision, by: Person, meeting: Meeting | None = None
) -> Decision:
    """Keep a draft; it waits for both sides. `meeting` is where it was spoken of."""
    draft.created_by, draft.meeting = by, meeting
    draft.save(force_insert=True)
    tell_waiting(draft, by)
    tell_of_decisions()
    if meeting:
        publish("meetings")
    return draft
