"""Answering the questions of a kickoff, one at a time, so that nobody overwrites."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from alignment.live import publish
from alignment.people.models import Person
from journeys.models import Kickoff

Answer = str | date | None | list[int]


@dataclass(frozen=True)
class AnsweredMeanwhile(Exception):
    """Somebody else answered the question since it was read: what it says now."""

    now: Answer


def answer_of(kickoff: Kickoff, question: str) -> Answer:
    """What is said to a question; people by their keys, in order."""
    if question == "people":
        return sorted(kickoff.people.values_list("pk", flat=True))
    answer: Answer = getattr(kickoff, question)
    return answer


@transaction.atomic
def answer_question(
    *, kickoff: Kickoff, question: str, answer: Any, was: Answer, by: Person
) -> None:
    """Keep an answer. `was` is what the writer read before.

    Raises KickoffHeld, NotReady, and AnsweredMeanwhile where it says something else
    by now.
    """
    kickoff.lock_open()
    now = answer_of(kickoff, question)
    if now == answer:
        return
    if now != was:
        raise AnsweredMeanwhile(now)
    if question == "people":
        kickoff.people.set(answer)
        publish("initiatives")
    else:
        kickoff.answer(question, answer, by=by)
