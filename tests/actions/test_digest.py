"""The daily mail: one a day and person, whatever the clock does."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from alignment.actions.models import Digest, DigestTime, MailChoice, Notification
from alignment.actions.operations.mail_choice import choose
from alignment.actions.operations.notify import notify
from alignment.actions.tasks import send_digests, sweep_news
from alignment.people.models import Letter
from tests import make
from tests.actions.news import news
from tests.journeys.sql import write
from tests.people import letters
from tests.people.letters import html, letter, plain
from tests.racing import at_once

MONDAY = date(2026, 11, 23)


@pytest.fixture
def clock(monkeypatch, settings):
    """Sets the time, by the clock of London."""
    settings.TIME_ZONE = "Europe/London"

    def at(day: date, hour: float) -> None:
        zone = timezone.get_default_timezone()
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        now = (midnight + timedelta(hours=hour)).astimezone(UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    at(MONDAY, 7)
    return at


def waiting(person, key="thing", **more):
    """Something that the next daily mail tells."""
    notify(news(key, kind="reply", **more), to=[person])


def sent():
    """All that were posted, whatever the clock of the test says."""
    Letter.objects.update(due_at=timezone.now())
    return letters.sent()


def mails_to(person):
    return [mail for mail in sent() if mail.to == [person.email]]


def test_digest_comes_at_its_hour_with_all_that_waits(clock, omar):
    for key in ("one", "two"):
        waiting(omar, key, detail=f"They said {key}")
    clock(MONDAY, 7.99)
    send_digests()
    early = len(sent())
    clock(MONDAY, 8)

    send_digests()
    send_digests()

    assert early == 0
    assert sent()
    assert letter().subject == "2 new things for you"
    assert "Petra asks you: one" in plain()
    assert "They said two" in html()
    assert len(mails_to(omar)) == 1
    assert Digest.objects.get(person=omar).told == 2


def test_digest_of_the_day_is_done_though_there_was_nothing(clock, omar):
    clock(MONDAY, 8)
    send_digests()
    waiting(omar)
    clock(MONDAY, 17)
    send_digests()
    same_day = len(sent())
    clock(MONDAY + timedelta(days=1), 8)

    send_digests()

    assert same_day == 0
    assert len(mails_to(omar)) == 1


def test_digest_waits_for_the_hour_somebody_chose(clock, omar):
    DigestTime.objects.create(person=omar, hour=16)
    waiting(omar)
    clock(MONDAY, 15)
    send_digests()
    early = len(sent())
    clock(MONDAY, 16)

    send_digests()

    assert (early, len(mails_to(omar))) == (0, 1)


def test_digest_missed_while_away_is_made_up_for_the_same_day(clock, omar):
    waiting(omar)
    clock(MONDAY, 22)

    send_digests()

    assert len(mails_to(omar)) == 1


@pytest.mark.parametrize(("weekdays_only", "mails"), [(True, 0), (False, 1)])
def test_digest_keeps_the_weekend_free_unless_it_is_wanted(
    clock, weekdays_only, mails, omar
):
    DigestTime.objects.create(person=omar, weekdays_only=weekdays_only)
    waiting(omar)
    clock(MONDAY - timedelta(days=1), 9)

    send_digests()
    on_sunday = len(sent())
    clock(MONDAY, 9)
    send_digests()

    assert on_sunday == mails
    assert len(mails_to(omar)) == 1


# The clocks of London: on at 01:00 of 29 March, back at 02:00 of 25 October 2026.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize("hour", [0, 1, 2, 3])
@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_digest_comes_once_on_days_when_the_clock_is_changed(
    clock, monkeypatch, day, hour, omar
):
    DigestTime.objects.create(person=omar, hour=hour, weekdays_only=False)
    clock(day - timedelta(days=1), 5)
    send_digests()
    waiting(omar)
    clock(day, 0)
    began = timezone.now()

    for minutes in range(0, 60 * 6, 20):
        moment = began + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        send_digests()

    assert len(mails_to(omar)) == 1
    assert Digest.objects.filter(person=omar, on=day).count() == 1


@pytest.mark.parametrize("hours", [-1, 1])
def test_digest_is_neither_lost_nor_doubled_when_a_clock_is_set(clock, hours, omar):
    waiting(omar)
    clock(MONDAY, 8)
    send_digests()
    clock(MONDAY, 8 + hours)
    send_digests()
    waiting(omar, "later")
    clock(MONDAY + timedelta(days=1), 8)
    send_digests()
    clock(MONDAY + timedelta(days=1), 8 + hours)
    send_digests()

    told = list(itertools.chain(*(mail.body.split("* ")[1:] for mail in sent())))
    assert [words.split("\n")[0] for words in told] == [
        "Petra asks you: thing",
        "Petra asks you: later",
    ]


def test_digest_leaves_out_what_was_seen_and_what_is_wanted_no_more(clock, omar, omars):
    waiting(omar, "seen")
    Notification.objects.see(omar)
    waiting(omar, "open")
    notify(news("asked", kind="asked-to-talk"), to=[omar])
    choose(person=omar, channels={"asked-to-talk": "app"})
    clock(MONDAY, 8)

    send_digests()
    sent()

    assert "asks you: open" in plain()
    assert "seen" not in plain()
    assert "asks you: asked" not in plain()
    assert not Notification.objects.waiting().exists()


def test_digest_of_somebody_who_chose_mails_at_once_meanwhile_loses_nothing(
    clock, omar
):
    waiting(omar)
    choose(person=omar, channels={"reply": "mail"})
    clock(MONDAY, 8)

    send_digests()

    assert len(mails_to(omar)) == 1


def test_digest_is_not_for_who_left_nor_for_the_demo(clock, omar, olga, ada):
    waiting(omar)
    waiting(olga)
    olga.is_demo = True
    olga.save()
    omar.deactivate(by=ada)
    clock(MONDAY, 8)

    send_digests()

    assert sent() == []
    assert not Digest.objects.filter(person__in=[omar, olga]).exists()


def test_digest_unsubscribed_while_it_waits_is_not_sent(clock, omar):
    waiting(omar)
    clock(MONDAY, 8)
    send_digests()

    choose(person=omar, channels={"reply": "app", "action-due": "app"})
    every = {k: "app" for k, c in MailChoice.objects.channels_of(omar).items()}
    choose(person=omar, channels=every)

    assert sent() == []


@pytest.mark.django_db(transaction=True)
def test_digest_is_posted_once_by_five_beats_at_once(clock):
    ops = make.team("Care", "ops")
    people = [make.person(f"Person {number}", ops) for number in range(6)]
    for person in people:
        waiting(person)
        make.action("Call them", person, MONDAY)
    clock(MONDAY, 8)

    at_once(*[send_digests] * 5)
    at_once(*[sent] * 5)

    assert sorted(mail.to[0] for mail in sent()) == sorted(p.email for p in people)
    assert Digest.objects.count() == 6


def test_news_of_three_months_ago_is_let_go(clock, omar):
    old, kept = (make.notification(omar) for _ in range(2))
    for row, days in ((old, 91), (kept, 89)):
        row.at = timezone.now() - timedelta(days=days)
        row.save()
        Digest.objects.create(person=omar, on=MONDAY - timedelta(days=days))

    sweep_news()
    sweep_news()

    assert [*Notification.objects.all()] == [kept]
    assert Digest.objects.count() == 1


def test_database_refuses_a_second_daily_mail(omar, as_pages):
    Digest.objects.create(person=omar, on=MONDAY)

    with pytest.raises(IntegrityError, match="digest_is_one_a_day"):
        write(
            'INSERT INTO actions_digest (person_id, "on", at, told)'
            ' SELECT person_id, "on", at, 1 FROM actions_digest'
        )
