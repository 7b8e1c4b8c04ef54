"""A real mail server gets a mail of every kind, once, whatever runs at once."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from django.utils import timezone

from alignment.actions.models import KINDS, Channel, MailChoice
from alignment.actions.models.digest import is_day_off
from alignment.actions.operations.notify import notify
from alignment.actions.tasks import send_digests
from alignment.actions.unsubscribe import read
from alignment.environment import ROOT
from alignment.people.adapter import AccountAdapter
from alignment.people.models import Letter, Role
from alignment.people.tasks import send_letters
from tests import make
from tests.actions.deeds import DEEDS, build
from tests.actions.news import news
from tests.racing import at_once
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

    at_once(*[lambda: told_of_everything(omar)] * 5)
    at_once(*[send_letters] * 5)

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
    at_once(*[lambda: told_of_everything(omar)] * 5)

    at_once(*[send_digests] * 5)
    at_once(*[send_letters] * 5)

    (mail,) = box.mails
    text = mail.get_body(("plain",)).get_content()
    assert all(f"Petra asks you: of {kind}" in text for kind in KINDS)


def kind_of(mail: EmailMessage) -> str:
    """As the link says that ends mails of its kind; "" where there is none."""
    token = re.search(r"/mails/([^/>]+)/", mail.get("List-Unsubscribe", ""))
    return read(token[1])[1] if token else ""


def noon() -> object:
    """Of today, or of the Monday that follows."""
    day = timezone.localtime().replace(hour=12, minute=0)
    return day + timedelta(days=7 - day.weekday() if is_day_off(day.date()) else 0)


def send_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five beats and five senders at once, once the hour of the daily mail has come."""
    moment = noon()
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        at_once(*[send_digests] * 5)
    Letter.objects.update(due_at=timezone.now())
    at_once(*[send_letters] * 5)


def test_what_people_do_is_mailed_once_for_every_kind(box, monkeypatch):
    assert DEEDS.keys() == KINDS.keys()
    cast = build()

    readers = {kind: deed(cast) for kind, deed in DEEDS.items()}
    send_all(monkeypatch)

    came = Counter((kind_of(mail), mail["To"]) for mail in box.mails)
    mails = {kind: came[kind, reader.email] for kind, reader in readers.items()}
    assert mails == dict.fromkeys(KINDS, 1)
    assert len({mail["Message-ID"] for mail in box.mails}) == len(box.mails)
    assert {kind_of(mail) for mail in box.mails if mail.get_body(("calendar",))} == {
        kind for kind in KINDS if kind.startswith("meeting-")
    }
    assert not Letter.objects.exists()


def templates() -> set[str]:
    """Every letter that is written somewhere."""
    folder = ROOT / "templates"
    found = folder.rglob("*_subject.txt")
    return {str(path.relative_to(folder))[: -len("_subject.txt")] for path in found}


NEWS = {"mail/notification", "mail/meeting", "mail/digest"}
"""Those are mailed by what people do."""


def test_every_other_letter_is_mailed_once(box, client):
    ada = make.person("Ada Nowak", make.team("Care", "ops"), role=Role.ADMIN)
    others = templates() - NEWS - {"mail/invitation"}
    client.force_login(ada)

    client.post(
        "/settings/people/invite/",
        {
            "name": "Nia",
            "email": "nia@example.org",
            "team": ada.teams.get().pk,
            "role": "member",
        },
    )
    for number, template in enumerate(sorted(others)):
        words = {"user": ada, "ip": "127.0.0.1", "user_agent": "A browser"}
        AccountAdapter().send_mail(template, f"one{number}@example.org", words)
    at_once(*[send_letters] * 5)

    assert templates() >= NEWS
    assert sorted(mail["To"] for mail in box.mails) == [
        "nia@example.org",
        *sorted(f"one{number}@example.org" for number in range(len(others))),
    ]
