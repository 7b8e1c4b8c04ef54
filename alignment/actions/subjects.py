"""What can be talked about. Apps above bring what is theirs, as each starts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from alignment.actions import access
from alignment.people.models import Person


@dataclass(frozen=True)
class Subject:
    """A noun with a nullable one-to-one field `thread`.

    `load` gives a row to whoever may see it, else raises Http404. `words` say what a
    talk is about; `people` look after it, and are told when one begins. `suggests`:
    its page may suggest a talk by itself, so that one there is loud enough.
    """

    noun: str
    load: Callable[[Person, int], Any]
    people: Callable[[Any], Iterable[Person | None]]
    words: Callable[[Any], str] = str
    suggests: bool = False


SUBJECTS: dict[str, Subject] = {}


def register(*subjects: Subject) -> None:
    SUBJECTS.update({subject.noun: subject for subject in subjects})


def subject_of(noun: str) -> Subject:
    """Raises Http404 where nobody talks about such a thing."""
    if noun not in SUBJECTS:
        raise Http404
    return SUBJECTS[noun]


register(
    Subject("action", access.action_to_see, lambda row: (row.owner, row.created_by))
)
