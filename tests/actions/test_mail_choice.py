"""Each chooses what is mailed, and ends it from the mail itself."""

import re

import pytest
from django.db import IntegrityError
from django.test import Client

from alignment.actions.models import KINDS, Channel, DigestTime, MailChoice
from alignment.actions.models.kind import DAILY
from alignment.actions.operations.notify import notify
from alignment.actions.unsubscribe import token_of, undo_of
from alignment.people.models import Letter
from tests import make
from tests.actions.news import news
from tests.journeys.sql import write
from tests.people.letters import found, letter, sent

URL = "/settings/mails/"


def chosen(**more):
    """What the untouched form sends, with something changed."""
    start = {name: kind.channel.value for name, kind in KINDS.items()}
    return start | {"hour": "8", "weekdays_only": "on"} | more


def test_choices_are_kept_and_nothing_that_was_not_chosen(omars, omar):
    omars.post(URL, chosen(hour="16", mention="app"))

    assert MailChoice.objects.get().channel == "app"
    assert DigestTime.of(omar).hour == 16
    page = omars.get(URL).context["form"]
    assert (page["mention"].value(), page["hour"].value()) == ("app", 16)


def test_choice_back_to_what_a_kind_says_counts_too(omars, omar):
    omars.post(URL, chosen(mention="app"))
    omars.post(URL, chosen())
    notify(news(kind="mention"), to=[omar])

    assert len(sent()) == 1


@pytest.mark.parametrize("wrong", [{"hour": "24"}, {"mention": "pigeon"}, {"hour": ""}])
def test_choice_that_is_none_is_refused_with_the_form_filled(wrong, omars):
    response = omars.post(URL, chosen(**wrong) | {"reply": "app"})

    assert response.status_code == 422
    assert response.context["form"]["reply"].value() == "app"
    assert not MailChoice.objects.exists()
    assert not DigestTime.objects.exists()


def test_choice_counts_for_letters_that_wait(omars, omar):
    notify(news(), to=[omar])

    omars.post(URL, chosen(**{"action-given": "digest"}))

    assert sent() == []


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE actions_mailchoice SET channel = 'x'", "mail_choice_is_known"),
        (
            (
                "INSERT INTO actions_mailchoice (person_id, kind, channel)"
                " SELECT person_id, kind, 'mail' FROM actions_mailchoice"
            ),
            "mail_choice_is_one_a_kind",
        ),
        ("UPDATE actions_digesttime SET hour = 24", "digest_time_is_an_hour"),
    ],
)
def test_database_refuses_choices_there_are_not(sql, rule, omar, as_pages):
    MailChoice.objects.create(person=omar, kind="mention", channel="app")
    DigestTime.objects.create(person=omar)

    with pytest.raises(IntegrityError, match=rule):
        write(sql)


def stop_path(place=-1):
    """The address in a mail, as its header says it."""
    header = letter(place).extra_headers["List-Unsubscribe"]
    return re.sub(r"^<https?://[^/]+|>$", "", header)


def test_stranger_ends_mails_of_a_kind_and_takes_it_back(client, omar):
    notify(news("one"), to=[omar])
    path = stop_path()

    asked = client.get(path)
    before = MailChoice.objects.exists()
    ended = client.post(path)
    notify(news("two"), to=[omar])
    after_ending = len(sent())
    undo = found(r'name="undo"\s+value="([^"]+)"', ended.text)
    back = client.post(path, {"undo": undo})
    notify(news("three"), to=[omar])

    assert "Stop these mails" in asked.text
    assert not before
    assert "You get no mails of this kind" in ended.text
    assert after_ending == 1
    assert "Stop these mails" in back.text
    assert len(sent()) == 2


def test_mail_program_ends_mails_with_one_click(omar):
    program = Client(enforce_csrf_checks=True)
    notify(news("one"), to=[omar])

    answer = program.post(stop_path(), {"List-Unsubscribe": "One-Click"})
    notify(news("two"), to=[omar])

    assert answer.status_code == 200
    assert len(sent()) == 1


def test_ending_takes_back_what_waits(client, omar):
    notify(news("one"), to=[omar])
    path = stop_path()
    notify(news("two"), to=[omar])
    notify(news("three", kind="sponsor-asked"), to=[omar])

    client.post(path)

    assert [each.words["kind"] for each in Letter.objects.all()] == ["sponsor-asked"]


def test_ending_is_for_one_person_and_one_kind(client, omar, olga):
    client.post(f"/mails/{token_of(omar.pk, 'mention')}/")

    assert MailChoice.objects.channels_of(omar)["mention"] == Channel.APP
    assert MailChoice.objects.channels_of(omar)["action-given"] == Channel.MAIL
    assert not MailChoice.objects.filter(person=olga).exists()


def test_ending_the_daily_mail_ends_all_of_it_and_comes_back(client, omar):
    path = f"/mails/{token_of(omar.pk, DAILY)}/"
    MailChoice.objects.create(person=omar, kind="mention", channel="digest")
    before = MailChoice.objects.channels_of(omar)

    ended = client.post(path)
    without = MailChoice.objects.channels_of(omar)
    undo = found(r'name="undo"\s+value="([^"]+)"', ended.text)
    client.post(path, {"undo": undo})

    assert Channel.DIGEST not in without.values()
    assert MailChoice.objects.channels_of(omar) == before


def test_ending_what_an_insight_asked_for_ends_it(client, journey, anna, petra):
    told = make.insight("Where is it?", journey, anna, wants_mail=True)
    told.answer(words="We look", by=petra)
    path = stop_path()

    client.post(path)
    told.answer(words="We looked", by=petra)

    assert len(sent()) == 1


@pytest.mark.parametrize("way", ["forged", "other kind", "another", "nobody"])
def test_link_that_is_none_of_ours_ends_nothing(way, client, omar):
    good = token_of(omar.pk, "mention")
    tokens = {
        "forged": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "other kind": token_of(omar.pk, "no-such-kind"),
        "another": "x:y:z",
        "nobody": token_of(omar.pk + 10_000, "mention"),
    }

    answer = client.post(f"/mails/{tokens[way]}/")

    assert answer.status_code == 404
    assert not MailChoice.objects.exists()


@pytest.mark.parametrize(
    "said", ["mention:x nothing:mail", "reply:mail asked-to-talk:mail", "of another"]
)
def test_undo_takes_nothing_but_what_was_ended_there(said, client, omar, petra):
    if said == "of another":
        said = undo_of(petra.pk, {"reply": Channel.MAIL})

    client.post(f"/mails/{token_of(omar.pk, 'mention')}/", {"undo": said})

    chosen = MailChoice.objects.get()
    assert (chosen.kind, chosen.channel) == ("mention", Channel.APP)
