"""Reading the letters that were sent, and pages."""

import re
from typing import Any

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from alignment.people.tasks import send_letters


def sent() -> list[Any]:
    """All that were sent, once the job has sent those that wait."""
    send_letters()
    return mail.outbox


def letter(place: int = -1) -> EmailMultiAlternatives:
    """One of the letters sent, as text and HTML."""
    found = sent()[place]
    assert isinstance(found, EmailMultiAlternatives)
    return found


def plain(place: int = -1) -> str:
    return str(letter(place).body)


def html(place: int = -1) -> str:
    """The HTML of a letter; it has one alternative, of that type."""
    [(content, kind)] = letter(place).alternatives
    assert kind == "text/html"
    return str(content)


def found(pattern: str, text: str) -> str:
    """The first group of a pattern; fails where the text has none."""
    match = re.search(pattern, text)
    assert match, f"{pattern} is not in {text[:2000]}"
    return match[1]
