"""Mails that could not be sent so far, for those who can do something about it."""

from dataclasses import dataclass
from datetime import datetime

from alignment.people.models import Letter, Person


@dataclass(frozen=True)
class MailTrouble:
    """How many mails wait, since when, and what was said the last time."""

    count: int
    since: datetime
    problem: str
    is_tried_again: bool


def mail_trouble(*, viewer: Person) -> MailTrouble | None:
    """None while every mail goes out."""
    found = list(Letter.objects.troubled())
    if not found:
        return None
    return MailTrouble(
        count=len(found),
        since=found[0].created_at,
        problem=found[-1].problem,
        is_tried_again=any(letter.due_at for letter in found),
    )
