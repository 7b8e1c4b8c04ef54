"""Letters wait as rows: pages wait for no mail server, no letter is lost or doubled."""

import logging
import os
import re
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as given
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.db.models import F
from django.utils import timezone

from alignment.people.models import Letter
from alignment.people.tasks import send_letters
from tests import make
from tests.people.letters import plain
from tests.racing import at_once

RESET = "/accounts/password/reset/"
BROKEN = "tests.people.broken_mail.EmailBackend"
KILLED = """
import django; django.setup()
from django.conf import settings
settings.EMAIL_BACKEND = "tests.people.deadly_mail.EmailBackend"
from alignment.people.tasks import send_letters
send_letters()
"""


@pytest.fixture
def posted(db):
    """A letter that waits."""
    words = {"email": "nia@example.org"}
    return Letter.objects.post(
        "account/email/unknown_account", to=["nia@example.org"], words=words
    )


def later(minutes):
    """Let so much time pass for every letter."""
    Letter.objects.update(due_at=F("due_at") - timedelta(minutes=minutes))


def test_letter_of_sign_in_is_sent_by_the_job_and_not_by_the_page(
    client, petra, settings
):
    settings.EMAIL_BACKEND = "tests.people.deadly_mail.EmailBackend"
    response = client.post(RESET, {"email": petra.email})
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    before = len(mail.outbox)
    send_letters()
    send_letters()

    assert response["Location"] == "/accounts/password/reset/done/"
    assert (before, len(mail.outbox)) == (0, 1)
    assert not Letter.objects.exists()


def test_letter_row_holds_nothing_that_lets_somebody_in(client, petra, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post(RESET, {"email": petra.email})
        row = str(Letter.objects.values().get())
        send_letters()

    secret = re.search(r"/password/reset/key/([^/\s]+)", plain())
    assert secret
    assert secret[1] not in row + caplog.text
    assert "reset/key" not in row


def test_letter_waits_longer_each_time_the_mail_server_refuses(posted, settings):
    settings.EMAIL_BACKEND = BROKEN
    pauses = []
    for _ in range(7):
        send_letters()
        posted.refresh_from_db()
        pauses.append(round((posted.due_at - timezone.now()).total_seconds() / 60))
        later(pauses[-1])

    assert pauses == [1, 2, 5, 15, 30, 60, 60]
    assert posted.problem == "ConnectionRefusedError"


def test_letter_is_not_tried_before_it_is_due(posted, settings):
    with_pause = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = BROKEN
    send_letters()
    settings.EMAIL_BACKEND = with_pause

    send_letters()
    at_once = len(mail.outbox)
    later(2)
    send_letters()

    assert (at_once, len(mail.outbox)) == (0, 1)


def test_letter_is_set_aside_after_a_day_and_gone_after_two_weeks(posted, settings):
    settings.EMAIL_BACKEND = BROKEN
    posted.created_at = timezone.now() - timedelta(hours=25)
    posted.save()

    send_letters()
    posted.refresh_from_db()
    aside = posted.due_at
    Letter.objects.update(created_at=timezone.now() - timedelta(days=15))
    send_letters()

    assert aside is None
    assert not Letter.objects.exists()


def test_letter_that_cannot_be_written_keeps_no_other_back(db):
    broken = Letter.objects.post("mail/no_such_letter", to=["a@b.example"], words={})
    Letter.objects.post(
        "account/email/unknown_account",
        to=["nia@example.org"],
        words={"email": "nia@example.org"},
    )

    send_letters()

    broken.refresh_from_db()
    assert [one.to for one in mail.outbox] == [["nia@example.org"]]
    assert broken.problem.startswith("TemplateDoesNotExist")


def test_letter_trouble_is_told_to_admins(client, ada, posted, settings):
    client.force_login(ada)
    good = settings.EMAIL_BACKEND
    before = client.get("/settings/people/").text
    settings.EMAIL_BACKEND = BROKEN
    send_letters()
    during = " ".join(client.get("/settings/people/").text.split())
    Letter.objects.update(due_at=None)
    aside = " ".join(client.get("/settings/people/").text.split())
    Letter.objects.update(due_at=timezone.now())
    settings.EMAIL_BACKEND = good
    send_letters()
    after = client.get("/settings/people/").text

    assert "1 mail could not be sent since" in during
    assert "ConnectionRefusedError. Alignment tries again" in during
    assert "Alignment has tried for a day" in aside
    assert "could not be sent" not in before + after


def test_letter_to_somebody_who_left_meanwhile_is_not_sent(client, petra, ada):
    client.post(RESET, {"email": petra.email})
    petra.deactivate(by=ada)

    send_letters()

    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_letter_keeps_its_number_when_it_is_sent_again(posted, monkeypatch):
    numbers = []

    def half(self, messages):
        numbers.append(messages[0].extra_headers["Message-ID"])
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", half)
        send_letters()
    later(2)
    send_letters()

    assert numbers == [mail.outbox[0].extra_headers["Message-ID"]]


@pytest.mark.django_db(transaction=True)
def test_letter_survives_a_worker_killed_while_sending():
    make.person("Petra Lind", make.team("Digital", "product"))
    Letter.objects.post(
        "account/email/unknown_account",
        to=["nia@example.org"],
        words={"email": "nia@example.org"},
    )
    name = connection.settings_dict["NAME"]
    url = re.sub(r"/[^/?]*\?", f"/{name}?", os.environ["DATABASE_URL"], count=1)

    killed = subprocess.run(
        [sys.executable, "-c", KILLED],
        cwd=given.ROOT,
        env={**os.environ, "DATABASE_URL": url},
        check=False,
    )
    waiting = Letter.objects.count()
    send_letters()
    send_letters()

    assert (killed.returncode, waiting) == (-signal.SIGKILL, 1)
    assert [one.to for one in mail.outbox] == [["nia@example.org"]]


@pytest.mark.django_db(transaction=True)
def test_letter_is_sent_once_by_five_jobs_at_once():
    for number in range(8):
        Letter.objects.post(
            "account/email/unknown_account",
            to=[f"nia{number}@example.org"],
            words={"email": f"nia{number}@example.org"},
        )

    at_once(*[send_letters] * 5)

    assert sorted(one.to[0] for one in mail.outbox) == [
        f"nia{number}@example.org" for number in range(8)
    ]


@pytest.mark.parametrize("hours", [-1, 1])
def test_letter_is_neither_lost_nor_doubled_when_a_clock_is_set(
    hours, posted, monkeypatch
):
    """Set back, it goes once the clock shows again when it was posted."""
    began = timezone.now()
    for minutes in range(0, 150, 10):
        now = began + timedelta(hours=hours, minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        send_letters()

    assert [one.to for one in mail.outbox] == [["nia@example.org"]]
    assert not Letter.objects.exists()
