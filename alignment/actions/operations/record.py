"""Writing an action down."""

from django.db import transaction

from alignment.actions.models import Action
from alignment.actions.models.action import tell_of_actions
from alignment.actions.operations.give import tell_given
from alignment.people.models import Person


@transaction.atomic
def record_action(
    *, draft: Action, by: Person, source_words: str = "", source_url: str = ""
) -> Action:
    """Keep a new action; the day it is promised for is its first."""
    draft.first_due_on = draft.due_on
    draft.created_by = by
    draft.source_words, draft.source_url = source_words, source_url
    draft.save()
    tell_of_actions(draft.owner_id)
    tell_given(draft, by=by)
    return draft
