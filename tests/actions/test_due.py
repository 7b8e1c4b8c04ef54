"""What somebody promised, named together: once a day, and never on days off."""

from datetime import timedelta

import pytest

from alignment.actions.models import DigestTime, Notification
from alignment.actions.models.due import next_workday
from alignment.actions.operations.mail_choice import choose
from alignment.actions.tasks import send_digests
from tests import make
from tests.actions.test_digest import MONDAY, clock, mails_to, sent, waiting
from tests.people.letters import html, letter, plain

__all__ = ["clock"]


@pytest.fixture
def promised(clock, omar):
    """omar's actions: late, today, tomorrow, later, and one that is done."""
    for days in (-9, -1, 0, 1, 2):
        make.action(f"Due {days}", omar, MONDAY + timedelta(days=days))
    done = make.action("Done", omar, MONDAY)
    done.finish(by=omar)
    clock(MONDAY, 8)


WORDS = "2 of your actions are overdue, 1 is due today, 1 is due by Tuesday"


def test_due_actions_are_named_together_once_a_day(promised, omar):
    send_digests()
    send_digests()

    assert [mail.subject for mail in mails_to(omar)] == [WORDS]
    assert "Due -9, due since 14 November" in plain()
    assert "Due 1, due tomorrow" in plain()
    assert "Due 2" not in plain()
    assert "Done" not in plain()


def test_due_actions_stand_in_the_daily_mail(promised, omar):
    waiting(omar)

    send_digests()
    sent()

    assert letter().subject == "1 new thing, and what you promised"
    assert WORDS in html()
    assert len(mails_to(omar)) == 1


def test_due_actions_come_by_themselves_where_somebody_wants_it(promised, omar):
    choose(person=omar, channels={"action-due": "mail"})
    waiting(omar)

    send_digests()

    subjects = {mail.subject for mail in mails_to(omar)}
    assert subjects == {"1 new thing for you", WORDS}


def test_due_actions_are_not_mailed_to_who_wants_none(promised, omar):
    choose(person=omar, channels={"action-due": "app"})

    send_digests()

    assert sent() == []
    assert Notification.objects.get().words == WORDS


def test_due_actions_are_one_note_in_alignment(promised, clock, omar):
    send_digests()
    clock(MONDAY + timedelta(days=1), 8)
    send_digests()

    assert Notification.objects.filter(kind="action-due").count() == 2
    assert Notification.objects.unseen().get().key == "action-due-2026-11-24"


@pytest.mark.parametrize("days", [5, 6])
def test_due_actions_are_not_named_on_days_off(promised, clock, days, omar):
    DigestTime.objects.create(person=omar, weekdays_only=False)
    clock(MONDAY + timedelta(days=days), 9)

    send_digests()

    assert sent() == []
    assert not Notification.objects.exists()


def test_due_actions_of_a_friday_reach_to_monday():
    assert next_workday(MONDAY - timedelta(days=3)) == MONDAY
    assert next_workday(MONDAY) == MONDAY + timedelta(days=1)
