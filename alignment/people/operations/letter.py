"""Sending the letters that wait."""

import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction

from alignment.mail import add_calendar, letter
from alignment.people.models import Letter, Person

logger = logging.getLogger(__name__)
NEW_PASSWORD = "account/email/password_reset_key"  # noqa: S105 -- a template's name


def send_next() -> Letter | None:
    """Send the letter that is due first; gives it back, or None when none is due.

    Its row is held until the mail server has taken it, and goes in the same
    transaction: of several at once only one sends it, and one that is killed leaves
    it to the next. Killed in the moment between the server's word and the commit, it
    is sent again under the same Message-ID, by which mail programs know it.
    """
    with transaction.atomic():
        waiting = Letter.objects.due().select_for_update(skip_locked=True, of=("self",))
        found = waiting.first()
        if found is None:
            return None
        try:
            with transaction.atomic():
                _send(found)
        except Exception as error:
            logger.exception("%s was not sent", found)
            found.put_off(f"{type(error).__name__}: {error}".rstrip(": "))
        else:
            Letter.objects.filter(pk=found.pk).delete()
    return found


def forget() -> None:
    """Let go of letters set aside long ago."""
    Letter.objects.forgotten().delete()


def _send(waiting: Letter) -> None:
    person = waiting.person
    if person is not None and not person.is_active:
        return  # left since they asked
    words = {**waiting.words, "timestamp": waiting.created_at}
    if person is not None:
        words |= _words_for(person, waiting.template)
    mail = letter(waiting.template, to=waiting.to[0], context=words)
    mail.to = waiting.to
    if waiting.calendar:
        add_calendar(mail, waiting.calendar)
    host = urlsplit(settings.SITE_URL).hostname
    number = f"{waiting.pk}.{waiting.created_at:%Y%m%d%H%M%S%f}"
    mail.extra_headers["Message-ID"] = f"<{number}@{host}>"
    mail.send()


def _words_for(person: Person, template: str) -> dict[str, Any]:
    """The person, and for a new password the link, which is made here."""
    if template != NEW_PASSWORD:
        return {"user": person}
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    whole = f"{user_pk_to_url_str(person)}-{key}"
    link = get_adapter().get_reset_password_from_key_url(whole)
    return {"user": person, "password_reset_url": link}
