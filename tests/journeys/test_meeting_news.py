"""Meetings under what is new: mailed with the calendar, unless somebody chose."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from alignment.actions.models import Channel, MailChoice, Notification
from alignment.actions.operations.mail_choice import choose
from alignment.actions.tasks import send_digests
from alignment.people.models import Letter
from alignment.versions import version_of
from journeys.operations.meeting import cancel_meeting, change_meeting
from journeys.operations.meeting_series import end_following
from tests import make
from tests.journeys.meetings import arrange, plan, weekly
from tests.people.letters import letter, plain, sent

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]


def told(person):
    """What somebody finds under what is new, oldest first."""
    return [row.words for row in Notification.objects.of(person).order_by("pk")]


def details(person):
    """The same, how each goes on."""
    return [row.detail for row in Notification.objects.of(person).order_by("pk")]


def lead_through(by, person):
    """Invite somebody, move it, take them off it; and cancel another."""
    made, other = arrange(by, [person]), arrange(by, [person], title="Another")
    later = made.starts_at + timedelta(hours=1)
    for people in ([person], []):
        change_meeting(
            meeting=made,
            plan=plan(people, starts_at=later),
            seen=version_of(made),
            by=by,
        )
    for _ in range(2):
        cancel_meeting(meeting=other, because="Nobody has time", by=by)


SAID = [
    "Petra Lind invites you to “Listen to five calls”",
    "Petra Lind invites you to “Another”",
    "Petra Lind has changed “Listen to five calls”",
    "“Listen to five calls” takes place without you",
    "Petra Lind has cancelled “Another”",
]


def test_meeting_news_is_told_and_mailed_once_each(petra, omar):
    lead_through(petra, omar)

    assert told(omar) == SAID
    assert told(petra) == []
    mails = sent()
    assert len(mails) == len(SAID)
    assert all(each.attachments[0].filename == "meeting.ics" for each in mails)
    assert "Room 4" in details(omar)[0]
    assert "Nobody has time" in details(omar)[-1]


@pytest.mark.parametrize("channel", [Channel.APP, Channel.DIGEST])
def test_meeting_news_is_not_mailed_at_once_to_who_chose_otherwise(
    channel, petra, omar
):
    make.time_for_digest(omar)
    for kind in ("invited", "changed", "cancelled"):
        MailChoice.objects.create(person=omar, kind=f"meeting-{kind}", channel=channel)

    lead_through(petra, omar)

    assert told(omar) == SAID
    assert not Letter.objects.exists()
    send_digests()
    assert len(sent()) == (channel == Channel.DIGEST)
    assert all(words in plain() for words in SAID if mail.outbox)


def test_meeting_news_of_a_series_is_one_for_all_of_it(petra, omar):
    first = weekly(petra, [omar])
    end_following(meeting=first.series.meetings.all()[2], because="", by=petra)

    assert told(omar) == [SAID[0], SAID[2]]
    assert "every week" in details(omar)[0]
    assert len(sent()) == 2


def test_meeting_mail_that_waits_is_taken_back_by_a_choice(petra, omar):
    arrange(petra, [omar])

    choose(person=omar, channels={"meeting-invited": "app"})

    assert sent() == []
    assert told(omar) == SAID[:1]


def test_meeting_mail_leads_to_the_meeting_and_can_be_ended(petra, omar, client):
    made = arrange(petra, [omar])
    sent()
    program = Client()
    header = letter().extra_headers["List-Unsubscribe"]
    path = re.sub(r"^<https?://[^/]+|>$", "", header)
    client.force_login(omar)
    news = Notification.objects.get()

    assert client.get(news.get_absolute_url()).url == made.get_absolute_url()
    assert news.get_absolute_url() in plain()
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    arrange(petra, [omar])
    assert len(sent()) == 1
    assert len(told(omar)) == 2


def test_meeting_invitation_stands_under_what_is_new(petra, omar, client):
    arrange(petra, [omar])
    client.force_login(omar)

    assert SAID[0] in client.get("/notifications/").text


def test_meeting_organiser_is_told_what_others_do_to_it(petra, paul, omar):
    made = arrange(petra, [omar])
    cancel_meeting(meeting=made, because="The lift is broken", by=paul)

    assert told(petra) == ["Paul Ito has cancelled “Listen to five calls”"]
    assert told(paul) == []
    [theirs] = [each for each in sent() if each.to == [petra.email]]
    assert "The lift is broken" in theirs.body
    assert not theirs.attachments
