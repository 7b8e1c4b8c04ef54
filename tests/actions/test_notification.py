"""What somebody is told: once, where they chose, and for them alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from alignment.actions.models import Channel, MailChoice, Notification
from alignment.actions.models.kind import KINDS
from alignment.actions.operations.notify import notify, take_back
from alignment.live import personal
from alignment.people.models import Letter
from journeys.operations.handover import propose_handover
from tests import make
from tests.actions.news import news
from tests.journeys.sql import write
from tests.people.letters import html, letter, plain, sent
from tests.queries import assert_same_queries
from tests.racing import at_once


@pytest.fixture
def told(omar, petra):
    """omar was told something by petra."""
    notify(news(by=petra), to=[omar])
    return Notification.objects.get()


def test_news_is_told_once_however_often_it_is_sent(omar, petra):
    for _ in range(3):
        notify(news(by=petra), to=[omar, omar])
    notify(news(kind="mention", by=petra), to=[omar])

    assert Notification.objects.count() == 1
    assert len(sent()) == 1


@pytest.mark.django_db(transaction=True)
def test_news_is_told_and_mailed_once_by_five_at_once():
    ops = make.team("Care", "ops")
    people = [make.person(f"Person {number}", ops) for number in range(6)]

    at_once(*[lambda: notify(news(), to=people)] * 5)
    at_once(*[sent] * 5)

    assert Notification.objects.count() == 6
    assert sorted(mail.to[0] for mail in sent()) == sorted(p.email for p in people)


def test_news_is_not_told_to_whoever_caused_it_nor_to_who_left(petra, omar, olga, ada):
    olga.deactivate(by=ada)

    notify(news(by=petra), to=[petra, omar, olga])

    assert [row.person for row in Notification.objects.all()] == [omar]


def test_news_waits_here_for_who_left_before_the_mail_went(told, omar, ada):
    omar.deactivate(by=ada)

    assert sent() == []


@pytest.mark.parametrize("kind", KINDS)
def test_news_of_every_kind_is_mailed_as_its_kind_says(kind, omar):
    notify(news(kind=kind), to=[omar])

    row = Notification.objects.get()
    assert row.channel == KINDS[kind].channel
    assert len(sent()) == (KINDS[kind].channel == Channel.MAIL)
    assert bool(row.mailed_at) == (KINDS[kind].channel == Channel.MAIL)


@pytest.mark.parametrize(("channel", "mails"), [("app", 0), ("mail", 1), ("digest", 0)])
def test_news_is_mailed_as_somebody_chose(channel, mails, omar):
    MailChoice.objects.create(person=omar, kind="action-given", channel=channel)

    notify(news(), to=[omar])

    assert Notification.objects.get().channel == channel
    assert len(sent()) == mails


def test_mail_says_it_plainly_and_leads_there(told, omar):
    mail = letter()

    assert (mail.to, mail.subject) == ([omar.email], "Petra asks you: thing")
    assert f"/notifications/{told.pk}/?to=/actions/" in plain()
    assert f"/notifications/{told.pk}/?to=/actions/" in html()
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_mail_takes_what_people_wrote_as_text(omar):
    words, detail = "A\nBcc: x@example.org <b>", "<script>go()</script>\n“So”"
    notify(news(words=words, detail=detail), to=[omar])

    mail = letter()
    assert mail.subject == "A Bcc: x@example.org <b>"
    assert detail in plain()
    assert "<script>" not in html()


def test_taken_back_before_it_is_mailed_it_is_not_mailed(told):
    take_back("thing")

    assert sent() == []
    assert not Notification.objects.exists()


def test_old_link_of_a_mail_still_leads_on_but_nowhere_else(omars, told):
    there = omars.get(f"/notifications/{told.pk + 1}/?to=/actions/")
    away = omars.get(f"/notifications/{told.pk + 1}/?to=//evil.example/")

    assert (there.status_code, there["Location"]) == (302, "/actions/")
    assert away.status_code == 404


def test_opening_news_leads_there_and_it_is_seen(
    omars, told, django_capture_on_commit_callbacks
):
    before = omars.get("/actions/").text.count("news-link__some")
    with django_capture_on_commit_callbacks(execute=True):
        response = omars.get(f"/notifications/{told.pk}/")

    told.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/actions/")
    assert told.seen_at
    assert before > 0
    assert "news-link__some" not in omars.get("/actions/").text


def test_news_of_others_is_not_there(annas, told):
    page = annas.get("/notifications/").text
    answers = [
        annas.get(f"/notifications/{told.pk}/"),
        annas.post(f"/notifications/{told.pk}/seen/"),
    ]
    annas.post("/notifications/seen/", {"newest": told.pk})
    annas.get(f"/notifications/{told.pk}/?to=/actions/")

    told.refresh_from_db()
    assert "Petra asks you" not in page
    assert [answer.status_code for answer in answers] == [404, 404]
    assert told.seen_at is None


def test_all_seen_leaves_what_came_since(omars, omar, told):
    later = make.notification(omar)

    omars.post("/notifications/seen/", {"newest": told.pk})

    assert [*Notification.objects.unseen()] == [later]
    assert omars.post("/notifications/seen/", {"newest": "9" * 30}).status_code == 302


def test_seen_is_marked_in_place(omars, told):
    part = omars.post(f"/notifications/{told.pk}/seen/", headers={"HX-Request": "true"})

    assert "You have seen everything" in part.text
    assert told.words in omars.get("/notifications/?of=all").text


def test_page_of_news_asks_as_little_for_many(omars, omar, petra, olga):
    make.notification(omar, by=petra)

    def grow():
        for _ in range(15):
            make.notification(omar, by=petra)
            make.notification(omar, by=olga)

    assert_same_queries(omars, "/notifications/?of=all", grow)


def test_word_beside_the_name_costs_pages_no_query(
    omars, omar, django_assert_num_queries
):
    omars.get("/settings/")
    make.notification(omar)

    with django_assert_num_queries(3):  # session, person, themselves once more
        omars.get("/settings/")


def test_word_beside_the_name_comes_as_a_part_alone(omars, told):
    part = omars.get("/notifications/count/", headers={"HX-Request": "true"}).text

    assert "news-link__some" in part
    assert "<html" not in part
    assert omars.get("/notifications/count/")["Location"] == "/notifications/"


def test_topic_of_news_tells_nobody_whose_it_is(omar, petra):
    mine, theirs = (personal("notifications", one.pk) for one in (omar, petra))

    assert mine != theirs
    assert len(mine) == len("notifications-") + 20


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE actions_notification SET words = ''", "notification_says_what"),
        ("UPDATE actions_notification SET key = ''", "notification_says_what"),
        ("UPDATE actions_notification SET url = 'x'", "notification_leads_here"),
        ("UPDATE actions_notification SET by_id = person_id", "_is_of_others"),
        ("UPDATE actions_notification SET channel = 'x'", "_is_mailed_as_chosen"),
        ("UPDATE actions_notification SET channel = 'app'", "_is_mailed_as_chosen"),
        (
            (
                "INSERT INTO actions_notification (person_id, kind, key, words, detail,"
                " url, at, channel) SELECT person_id, kind, key, words, '', url, at,"
                " 'app' FROM actions_notification"
            ),
            "notification_is_told_once",
        ),
    ],
)
def test_database_refuses_news_against_the_rules(sql, rule, told, as_pages):
    with pytest.raises(IntegrityError, match=rule):
        write(sql)


@pytest.mark.capability("C01")
def test_handover_is_told_to_who_is_asked(journey, omar, olga):
    for _ in range(2):
        propose_handover(
            journey=journey, side="ops", receiver=olga, note="The pilot runs", by=omar
        )

    assert letter().subject == "Omar Haddad asks you to take over “Move home”"
    assert "The pilot runs" in plain()
    assert len(sent()) == 1


def given_by(client: Client, action, person):
    data = {"actions": action.pk, "what": "give", "to": person.pk, "alone": "1"}
    return client.post("/actions/change/", data, headers={"HX-Request": "true"})


def test_action_given_is_told_and_taken_back_with_the_giving(omars, action, olga):
    response = given_by(omars, action, olga)
    row = Notification.objects.get()
    back = response["HX-Trigger"].split('"undo": "')[1].split('"')[0]

    omars.post(back)

    assert (row.person, row.words[:30]) == (olga, "Omar Haddad asks you: “Add the")
    assert not Notification.objects.exists()
    assert sent() == []


def test_action_given_again_later_is_told_again(omars, action, olga, omar):
    for person in (olga, omar, olga):
        given_by(omars, action, person)

    assert Notification.objects.filter(person=olga).count() == 2


def test_action_written_for_another_is_told_to_them(omars, olga, omar):
    day = timezone.localdate() + timedelta(days=2)
    for owner in (olga, omar):
        data = {"title": "Call them", "owner": owner.pk, "due_on": day}
        omars.post("/actions/add/", data)

    assert [row.person for row in Notification.objects.all()] == [olga]


def test_action_rewritten_for_another_is_told_to_them(omars, action, olga):
    page = omars.get(f"/actions/{action.pk}/edit/")
    data = {"title": "New words", "owner": olga.pk, "due_on": action.due_on}
    seen = {"seen": page.context["form"].initial["seen"]}

    omars.post(f"/actions/{action.pk}/edit/", data | seen)

    assert Notification.objects.get().person == olga
    assert Letter.objects.get().words["words"].startswith("Omar Haddad asks you: “New")
