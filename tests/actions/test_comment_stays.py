"""What was written stays as others read it, but for the first quarter of an hour."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from alignment.actions.models import Comment, Notification
from alignment.people.models import Person
from tests import make
from tests.actions.test_comment import thread
from tests.journeys.sql import write
from tests.people.letters import sent

__all__ = ["thread"]
pytestmark = [pytest.mark.django_db, pytest.mark.capability("C11")]


def old(comment, **ago):
    """Let it have been written some time ago, before it was kept."""
    return make.comment(
        comment.thread, comment.by, at=timezone.now() - timedelta(**ago)
    )


def test_comment_is_edited_within_a_quarter_of_an_hour(omars, thread, omar, olga):
    comment = make.comment(thread, omar, "Tomorow?")

    omars.post(f"/talks/comments/{comment.pk}/", {"words": "Tomorrow, @Olga Stein?"})
    omars.post(f"/talks/comments/{comment.pk}/", {"words": "Tomorrow, @Olga Stein!"})

    comment.refresh_from_db()
    assert comment.words == "Tomorrow, @Olga Stein!"
    assert comment.edited_at
    assert Notification.objects.filter(person=olga).count() == 1


def test_comment_is_not_edited_later_and_what_was_typed_stays(omars, thread, omar):
    comment = old(Comment(thread=thread, by=omar), minutes=16)

    response = omars.post(f"/talks/comments/{comment.pk}/", {"words": "Otherwise"})

    comment.refresh_from_db()
    assert response.status_code == 422
    assert "Otherwise" in response.text
    assert "it stays as it is" in response.text
    assert comment.words == "A word"


def test_comment_of_another_is_not_theirs_to_change(annas, thread, omar):
    comment = make.comment(thread, omar)

    edited = annas.post(f"/talks/comments/{comment.pk}/", {"words": "Otherwise"})
    taken = annas.post(f"/talks/comments/{comment.pk}/withdraw/")

    comment.refresh_from_db()
    assert (edited.status_code, taken.status_code) == (404, 404)
    assert comment.words == "A word"


def test_comment_taken_back_is_gone_from_page_news_and_mails(omars, thread, petra):
    omars.post(f"/talks/{thread.pk}/add/", {"words": "Hush, @Petra Lind"})
    comment = Comment.objects.get()

    for _ in range(2):
        omars.post(f"/talks/comments/{comment.pk}/withdraw/")

    page = omars.get(f"/talks/{thread.pk}/").text
    assert "Taken back." in page
    assert "Hush" not in page
    assert not Notification.objects.exists()
    assert sent() == []


def test_admin_takes_back_what_stands_there_by_mistake(client, thread, omar, ada):
    comment = make.comment(thread, omar)
    client.force_login(ada)

    client.post(f"/talks/comments/{comment.pk}/withdraw/")

    comment.refresh_from_db()
    assert comment.words == ""


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE actions_comment SET words = ''", "comment_stays_as_said"),
        ("UPDATE actions_comment SET words = 'X'", "comment_stays_as_said"),
        ("UPDATE actions_comment SET at = now()", "comment_stays"),
        ("UPDATE actions_comment SET key = gen_random_uuid()", "comment_stays"),
        ("DELETE FROM actions_comment", "comment_stays"),
        ("UPDATE actions_comment SET withdrawn_at = now()", "or_is_taken_back"),
    ],
)
def test_database_keeps_what_was_said(sql, rule, thread, omar, as_pages):
    old(Comment(thread=thread, by=omar), minutes=16)

    with pytest.raises(IntegrityError, match=rule):
        write(sql)


def test_database_refuses_a_comment_without_words(thread, omar, as_pages):
    make.comment(thread, omar)

    with pytest.raises(IntegrityError, match="says_something_or_is_taken_back"):
        write("UPDATE actions_comment SET words = ''")


def test_database_keeps_what_was_taken_back(thread, omar, as_pages):
    make.comment(thread, omar).withdraw()

    with pytest.raises(IntegrityError, match="comment_stays"):
        write("UPDATE actions_comment SET words = 'X', withdrawn_at = NULL")


def test_mentions_tell_namesakes_apart_by_what_they_do_or_their_team(
    omars, omar, petra, olga
):
    Person.objects.filter(pk__in=[petra.pk, olga.pk]).update(name="Sam Weber")
    Person.objects.filter(pk=olga.pk).update(title="Looks after letters")

    found = omars.get("/talks/mentions/", {"q": "Sam"}).json()["people"]

    assert {each["title"] for each in found} == {"Product North", "Looks after letters"}
