"""Two answers to one question of a kickoff, side by side."""

from datetime import date
from typing import Any

from alignment.people.models import Person
from alignment.people.queries.conflict import Conflict, Difference, conflict_with
from alignment.versions import events_of, history_of
from journeys.models import Kickoff, KickoffPerson
from journeys.queries.kickoff import QUESTIONS


def kickoff_conflict(
    kickoff: Kickoff, question: str, theirs: Any, yours: Any
) -> Conflict:
    """Who answered it meanwhile, and both answers in words."""
    differ = Difference(QUESTIONS[question][0], _words(theirs), _words(yours))
    return conflict_with(_answered(kickoff, question, theirs), (differ,))


def _answered(kickoff: Kickoff, question: str, now: Any) -> Any:
    """The version with which the question came to say what it says."""
    if question == "people":
        named = history_of(KickoffPerson).filter(kickoff_id=kickoff.pk)
        return named.select_related("pgh_context").latest("pgh_id")
    found = None
    for event in events_of(kickoff).select_related("pgh_context").reverse():
        if found and getattr(event, question) != now:
            break
        found = event
    return found


def _words(answer: Any) -> str:
    """As a person reads it; people are given by their keys."""
    if isinstance(answer, list):
        named = Person.objects.filter(pk__in=answer).order_by("name")
        return ", ".join(named.values_list("name", flat=True)) or "Nobody"
    if isinstance(answer, date):
        return f"{answer:%-d %B %Y}"
    return answer or ""
