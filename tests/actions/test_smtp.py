"""A real mail server gets a mail of every kind, once, whatever runs at once."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from alignment.actions.models import KINDS, Channel, MailChoice
from alignment.actions.operations.notify import notify
from alignment.actions.tasks import send_digests
from alignment.people.tasks import send_letters
from tests import make
from tests.actions.news import five_times, news
from tests.served import free_port

pytestmark = pytest.mark.django_db(transaction=True)


class Box(Handler):
    """Keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[EmailMessage] = []

    def prepare_message(self, session, envelope):
        return message_from_bytes(envelope.content, policy=policy.default)

    def handle_message(self, message) -> None:
        self.mails.append(message)


@pytest.fixture
def box(settings) -> Iterator[Box]:
    """A mail server of our own, to which everything goes."""
    kept = Box()
    port = free_port()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield kept
    finally:
        server.stop()


def told_of_everything(person):
    for kind in KINDS:
        notify(news(f"of {kind}", kind=kind, detail="As it was said"), to=[person])


def test_every_kind_is_mailed_once_by_five_senders_at_once(box):
    omar = make.person("Omar Haddad", make.team("Care", "ops"))
    for kind in KINDS:
        MailChoice.objects.create(person=omar, kind=kind, channel=Channel.MAIL)

    five_times(lambda: told_of_everything(omar))
    five_times(send_letters)

    subjects = sorted(mail["Subject"] for mail in box.mails)
    assert subjects == sorted(f"Petra asks you: of {kind}" for kind in KINDS)
    assert {mail["To"] for mail in box.mails} == {omar.email}
    assert len({mail["Message-ID"] for mail in box.mails}) == len(KINDS)
    for mail in box.mails:
        kinds = [part.get_content_type() for part in mail.iter_parts()]
        assert kinds == ["text/plain", "text/html"]
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["List-Unsubscribe"].strip().startswith("<http")


def test_daily_mail_is_sent_once_by_five_beats_and_five_senders_at_once(box):
    omar = make.person("Omar Haddad", make.team("Care", "ops"))
    make.time_for_digest(omar)
    for kind in KINDS:
        MailChoice.objects.create(person=omar, kind=kind, channel=Channel.DIGEST)
    five_times(lambda: told_of_everything(omar))

    five_times(send_digests)
    five_times(send_letters)

    (mail,) = box.mails
    text = mail.get_body(("plain",)).get_content()
    assert all(f"Petra asks you: of {kind}" in text for kind in KINDS)
