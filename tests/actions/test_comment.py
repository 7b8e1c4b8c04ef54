"""Writing in a talk: once, told to whom it concerns, changed or taken back in time."""

from uuid import uuid4

import pytest
from django.utils import timezone

from alignment.actions.models import Comment, Notification, Thread
from alignment.actions.operations.comment import Words, add_comment, begin_thread
from alignment.actions.templatetags.actions import said
from alignment.people.queries.keeper import keepers
from tests import make
from tests.people.letters import plain, sent
from tests.queries import assert_same_queries
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C11")]
SWAP = {"HX-Request": "true"}


@pytest.fixture
def thread(action, omar, petra):
    """A talk of petra and omar about an action; nobody has written yet."""
    return make.thread(action, omar, petra)


def begin_at(about, noun="action"):
    return f"/talks/about/{noun}/{about.pk}/add/"


def test_first_comment_begins_the_talk_of_its_action(omars, action, petra):
    omars.post(begin_at(action), {"words": "Which letter is it?"})

    action.refresh_from_db()
    assert action.thread.about_words == action.title
    assert action.thread.about_url == action.get_absolute_url()
    assert [each.words for each in action.thread.comments.all()] == [
        "Which letter is it?"
    ]
    assert {one.name for one in action.thread.people.all()} == {
        "Omar Haddad",
        "Petra Lind",
    }


@pytest.mark.parametrize("noun", ["journey", "initiative", "insight"])
def test_talk_begins_on_everything_one_can_talk_about(
    noun, journey, annas, anna, petra, omar
):
    about = {
        "journey": journey,
        "initiative": make.initiative("QR labels", petra, journey),
        "insight": make.insight("Where is it?", journey, omar),
    }[noun]

    whole = annas.get(f"/talks/about/{noun}/{about.pk}/")
    annas.post(begin_at(about, noun), {"words": "Shall we talk?"})
    page = annas.get(about.get_absolute_url()).text

    about.refresh_from_db()
    assert "Nobody has written anything yet" in whole.text
    assert about.thread.comments.get().by == anna
    assert Notification.objects.filter(person=petra, kind="reply").exists()
    assert f'hx-get="/talks/about/{noun}/{about.pk}/"' in page


def test_talk_about_an_insight_does_not_say_what_was_said(annas, journey, petra):
    told = make.insight("My name is Eve Long", journey, petra)

    annas.post(begin_at(told, "insight"), {"words": "Which letter?"})

    assert Thread.objects.get().about_words == "An insight about Move home"


@pytest.mark.parametrize("path", ["nothing/1/", "action/999999/", "insight/999999/"])
def test_nothing_is_said_about_what_is_not_there(omars, path):
    assert omars.get(f"/talks/about/{path}").status_code == 404
    assert omars.post(f"/talks/about/{path}add/", {"words": "x"}).status_code == 404


def test_withdrawn_insight_has_no_talk(omars, journey, omar):
    told = make.insight("Where is it?", journey, omar, withdrawn_at=timezone.now())

    assert omars.get(f"/talks/about/insight/{told.pk}/").status_code == 404


def test_comment_sent_twice_is_one(omars, action):
    data = {"words": "Which letter is it?", "key": str(uuid4())}
    for _ in range(3):
        omars.post(begin_at(action), data)
    thread = Thread.objects.get()
    omars.post(f"/talks/{thread.pk}/add/", data)

    assert Comment.objects.count() == 1
    assert Notification.objects.count() == 1


def test_comment_under_the_key_of_another_is_another(thread, omar, petra):
    key = uuid4()
    add_comment(thread=thread, said=Words("Mine", key), by=omar)

    made = add_comment(thread=thread, said=Words("Theirs", key), by=petra)

    assert (made.words, made.by) == ("Theirs", petra)
    assert Comment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_first_comments_at_once_begin_one_talk_and_each_is_kept_once():
    ops = make.team("Care", "ops")
    people = [make.person(f"Person {number}", ops) for number in range(2)]
    action = make.action("Call them", people[0], timezone.localdate())
    key = uuid4()

    def write_it():
        begin_thread(
            about=action,
            called="Call them",
            people=people,
            said=Words("Now?", key),
            by=people[0],
        )

    at_once(*[write_it] * 5)
    at_once(*[sent] * 5)

    assert Thread.objects.count() == 1
    assert Comment.objects.count() == 1
    assert Notification.objects.count() == 1


def test_empty_comment_is_refused_and_nothing_is_begun(omars, action):
    response = omars.post(begin_at(action), {"words": "  "}, headers=SWAP)

    assert response.status_code == 422
    assert "Write something first." in response.text
    assert not Thread.objects.exists()


def test_too_long_comment_keeps_every_letter_in_the_form(omars, thread):
    words = "x" * 2001

    response = omars.post(f"/talks/{thread.pk}/add/", {"words": words}, headers=SWAP)

    assert response.status_code == 422
    assert words in response.text
    assert "or talk" in response.text


def test_who_is_named_is_told_once_and_the_others_of_the_comment(
    omars, thread, omar, petra, olga
):
    words = "@olga stein and @Olga Stein, ask @Petra Lindqvist"

    omars.post(f"/talks/{thread.pk}/add/", {"words": words})

    rows = {row.person: row for row in Notification.objects.all()}
    assert {person: row.kind for person, row in rows.items()} == {
        olga: "mention",
        petra: "reply",
    }
    assert [mail.to for mail in sent()] == [[olga.email]]
    assert words in plain()
    assert [*Comment.objects.get().named.all()] == [olga]


def test_who_is_named_and_looks_after_it_is_told_once(omars, thread, petra):
    omars.post(f"/talks/{thread.pk}/add/", {"words": "What do you say, @Petra Lind?"})

    assert Notification.objects.get().kind == "mention"


def test_name_of_who_left_tells_nobody(omars, thread, olga, ada):
    olga.deactivate(by=ada)

    omars.post(f"/talks/{thread.pk}/add/", {"words": "@Olga Stein?"})

    assert not Notification.objects.filter(person=olga).exists()


def test_words_are_shown_as_text_with_addresses_and_names_as_links(olga):
    found = keepers()
    words = '<b>@Olga Stein</b> see https://x.example/?a=1&b="2\njavascript:x'

    shown = said(words, found.values())

    assert "<b>" not in shown
    assert f'<a href="/people/{olga.pk}/">@Olga Stein</a>' in shown
    assert 'href="https://x.example/?a=1&amp;b=' in shown
    assert 'rel="nofollow"' in shown
    assert 'href="javascript' not in shown
    assert "<br>" in shown


def test_name_in_an_address_breaks_nothing(ops_team):
    make.person("Cher", ops_team)

    shown = said("https://x.example/@cher", keepers().values())

    assert shown.count("<a ") == shown.count("</a>") == 2
    assert '@cher"' not in shown


def test_talk_asks_as_little_for_many_comments(omars, thread, omar, petra, olga):
    for _ in range(7):
        make.comment(thread, petra).named.add(omar)

    def grow():
        for _ in range(15):
            make.comment(thread, omar).named.add(olga)
            make.comment(thread, petra)

    assert_same_queries(omars, f"/talks/{thread.pk}/", grow)


def test_page_of_an_action_costs_nothing_more_for_its_talk(omars, action, thread, omar):
    def grow():
        for _ in range(30):
            make.comment(thread, omar)

    assert_same_queries(omars, action.get_absolute_url(), grow)


def test_long_talk_shows_the_newest_and_the_way_to_all(omars, thread, omar):
    for number in range(103):
        make.comment(thread, omar, f"Number {number}.")

    page = omars.get(f"/talks/{thread.pk}/").text
    whole = omars.get(f"/talks/{thread.pk}/?all").text

    assert "Show the 3 before" in page
    assert "Number 2." not in page
    assert "Number 102." in page
    assert "Number 2." in whole


def test_names_are_offered_as_one_types(omars, olga, petra, ada):
    olga.deactivate(by=ada)

    def names(typed):
        found = omars.get("/talks/mentions/", {"q": typed}).json()["people"]
        return [each["name"] for each in found]

    assert names("pe") == ["Petra Lind"]
    assert names("lin") == ["Petra Lind"]
    assert names("Olga") == []
    assert names("x" * 500) == []


def test_names_that_begin_as_typed_come_before_last_names_that_do(omars, ops_team):
    for name in ("Owen Pritchard", "Priya Nair", "Abel Prior"):
        make.person(name, ops_team)

    found = omars.get("/talks/mentions/", {"q": "pr"}).json()["people"]

    assert [each["name"] for each in found] == [
        *("Priya Nair", "Abel Prior", "Owen Pritchard"),
    ]


def test_history_of_what_is_talked_about_stays_as_it_was(omars, action):
    before = action.events.count()

    omars.post(begin_at(action), {"words": "Which letter is it?"})

    assert action.events.count() == before
