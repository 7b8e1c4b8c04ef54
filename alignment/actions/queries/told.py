"""How the history of an action is told."""

from alignment.actions.models import Action
from alignment.history import Told

ACTION = (
    Told(
        Action,
        made="Wrote it down",
        gone="Removed it",
        fields={
            "title": "what it is",
            "effect": "what it should change",
            "owner_id": "who does it",
            "due_on": "the day",
            "outcome": "what became of it",
            "outcome_words": "the words about it",
        },
    ),
)
