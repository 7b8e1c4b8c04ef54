"""Letters: one HTML and one plain text, in the look of the product."""

import re
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string

from alignment.people.context import organisation

inliner = css_inline.CSSInliner(
    load_remote_stylesheets=False, keep_style_tags=True, keep_link_tags=False
)


def letter(
    template: str, *, to: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    """Write a letter from `<template>_subject.txt`, `_message.txt` and `_message.html`.

    The templates know `organisation` and `site_url`; links are `{{ site_url }}` and
    a path, never the Host of a request. Lines of `_headers.txt`, where there is one,
    become headers. Sending it may raise OSError or SMTPException.
    """
    words = {"organisation": organisation(), "site_url": settings.SITE_URL, **context}
    subject = " ".join(render_to_string(f"{template}_subject.txt", words).split())
    text = render_to_string(f"{template}_message.txt", words).strip() + "\n"
    page = render_to_string(f"{template}_message.html", words)
    # Named after the place people know, not after the machine that happens to send.
    number = make_msgid(domain=urlsplit(settings.SITE_URL).hostname)
    made = EmailMultiAlternatives(subject, text, to=[to])
    made.extra_headers = _headers(template, words) | {"Message-ID": number}
    made.attach_alternative(inliner.inline(page), "text/html")
    return made


def add_calendar(mail: EmailMultiAlternatives, calendar: str) -> None:
    """Have calendars read a letter too: as one more form of it, and as a file.

    Programs that show an invitation look for the first; the others offer the second.
    """
    said = re.search(r"^METHOD:([A-Z]+)", calendar, re.MULTILINE)
    method = said[1] if said else "PUBLISH"
    mail.attach_alternative(calendar, f"text/calendar; method={method}")
    mail.attach("meeting.ics", calendar.encode(), "application/ics")


def _headers(template: str, words: dict[str, Any]) -> dict[str, str]:
    try:
        found = get_template(f"{template}_headers.txt")
    except TemplateDoesNotExist:
        return {}
    lines = (line.partition(": ") for line in found.render(words).strip().splitlines())
    return {name: value.strip() for name, _, value in lines}
