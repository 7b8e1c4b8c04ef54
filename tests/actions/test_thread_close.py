"""We talked: day, people and outcome end a talk for good."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from alignment.actions.models import Comment, Thread
from tests.actions.test_thread import thread, write_in
from tests.journeys.sql import write

__all__ = ["thread"]
pytestmark = [pytest.mark.django_db, pytest.mark.capability("C11")]


def talked(*people, **more):
    given = {
        "talked-on": timezone.localdate().isoformat(),
        "talked-talked": [one.pk for one in people],
        "talked-outcome": "The letter of step 3, by Friday",
    }
    return given | more


def test_we_talked_closes_it_with_day_people_and_outcome_on_top(
    omars, annas, thread, omar, petra
):
    write_in(thread, 7, omar, petra)

    omars.post(f"/talks/{thread.pk}/talked/", talked(omar, petra))

    thread.refresh_from_db()
    page = " ".join(annas.get(f"/talks/{thread.pk}/").text.split())
    assert thread.closed_by == omar
    assert "The letter of step 3, by Friday" in page
    assert "Omar Haddad</a> and <a" in page
    assert "A word" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"talked-outcome": " "}, "Say in a sentence what came of it."),
        ({"talked-talked": []}, "it takes two to talk"),
        ({"talked-on": ""}, "Enter a day"),
        ({"talked-on": "2999-01-01"}, "still to come"),
        ({"talked-on": "soon"}, "Enter a day"),
    ],
)
def test_we_talked_is_refused_with_the_form_filled(
    wrong, words, omars, thread, omar, petra
):
    data = talked(omar, petra) | wrong

    response = omars.post(f"/talks/{thread.pk}/talked/", data)

    thread.refresh_from_db()
    assert response.status_code == 422
    assert words in response.text
    assert "talked-outcome" in wrong or "The letter of step 3" in response.text
    assert not thread.is_closed


def test_one_alone_has_not_talked(omars, thread, omar):
    response = omars.post(f"/talks/{thread.pk}/talked/", talked(omar))

    assert response.status_code == 422
    assert "it takes two to talk" in response.text
    assert Thread.objects.open().exists()


def test_who_is_not_in_it_does_not_say_they_talked(annas, thread, omar, petra, olga):
    outside = annas.post(f"/talks/{thread.pk}/talked/", talked(omar, petra))
    forged = talked(omar, olga)
    thread.join([])

    assert outside.status_code == 404
    assert forged["talked-talked"][1] == olga.pk
    assert Thread.objects.open().exists()


def test_talking_of_somebody_not_in_it_is_refused(omars, thread, omar, olga):
    response = omars.post(f"/talks/{thread.pk}/talked/", talked(omar, olga))

    assert response.status_code == 422
    assert Thread.objects.open().exists()


@pytest.fixture
def closed(thread, omar, petra):
    write_in(thread, 2, omar, petra)
    on = timezone.localdate()
    thread.close(on=on, talked=[omar, petra], outcome="By Friday", by=omar)
    return thread


def test_said_twice_it_is_closed_once(closed, omar, petra):
    first = closed.closed_at

    on = closed.talked_on
    closed.close(on=on, talked=[omar, petra], outcome="By Friday", by=petra)

    closed.refresh_from_db()
    assert (closed.closed_at, closed.closed_by) == (first, omar)


def test_closed_talk_keeps_what_somebody_was_writing(omars, closed):
    words = "But what about the other letter?"

    response = omars.post(f"/talks/{closed.pk}/add/", {"words": words})

    assert response.status_code == 422
    assert "This ended with a talk on" in response.text
    assert words in response.text
    assert Comment.objects.count() == 2


def test_closed_talk_stays_and_a_new_one_begins_after_it(omars, action, closed):
    omars.post(f"/talks/about/action/{action.pk}/add/", {"words": "One more thing"})

    action.refresh_from_db()
    page = omars.get(f"/talks/about/action/{action.pk}/").text
    assert action.thread.after == closed
    assert f"/talks/{closed.pk}/" in page
    assert "One more thing" in page
    assert "By Friday" in omars.get(f"/talks/{closed.pk}/").text


def test_comment_in_a_closed_talk_is_not_edited(omars, closed, omar):
    comment = closed.comments.filter(by=omar).get()

    response = omars.post(f"/talks/comments/{comment.pk}/", {"words": "Otherwise"})

    assert response.status_code == 422
    assert "This ended with a talk" in response.text


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE actions_thread SET outcome = 'No'", "thread_closed_stays"),
        (
            (
                "UPDATE actions_thread SET closed_at = NULL, closed_by_id = NULL,"
                " talked_on = NULL, outcome = ''"
            ),
            "thread_closed_stays",
        ),
        ("DELETE FROM actions_thread", "thread_closed_stays"),
        ("UPDATE actions_threadperson SET talked = false", "thread_is_closed"),
        ("DELETE FROM actions_threadperson", "thread_is_closed"),
        (
            (
                "INSERT INTO actions_comment (key, thread_id, words, by_id, at)"
                " SELECT gen_random_uuid(), thread_id, words, by_id, now()"
                " FROM actions_comment"
            ),
            "thread_is_closed",
        ),
    ],
)
def test_database_keeps_what_came_of_talking(sql, rule, closed, as_pages):
    with pytest.raises(IntegrityError, match=rule):
        write(sql)


CLOSE = (
    "UPDATE actions_thread SET closed_at = now(), talked_on = now(), outcome = {},"
    " closed_by_id = (SELECT min(person_id) FROM actions_threadperson)"
)


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        (CLOSE.format("'So'"), "thread_closed_by_talking"),
        (
            "UPDATE actions_threadperson SET talked = true; " + CLOSE.format("''"),
            "thread_closed_says_when_and_what",
        ),
        ("UPDATE actions_thread SET about_url = 'x'", "is_about_something_here"),
        ("UPDATE actions_thread SET talked_on = now()", "says_when_and_what"),
    ],
)
def test_database_closes_no_talk_without_two_people_and_an_outcome(
    sql, rule, thread, as_pages
):
    with pytest.raises(IntegrityError, match=rule):
        write(sql)


def test_day_on_which_we_talked_is_not_before_it_began(omars, thread, omar, petra):
    today = timezone.localdate()
    began = today - timedelta(days=3)
    Thread.objects.update(began_at=timezone.now() - timedelta(days=3))

    answers = [
        omars.post(
            f"/talks/{thread.pk}/talked/",
            talked(omar, petra, **{"talked-on": day}),
        )
        for day in ("0001-01-01", (began - timedelta(days=1)).isoformat(), str(began))
    ]

    assert [each.status_code for each in answers] == [422, 422, 302]
    assert f"This began on {began:%-d %B %Y}." in answers[1].text
    thread.refresh_from_db()
    assert thread.talked_on == began
