"""Everything with a page of its own can be talked about there, by whoever sees it."""

import pytest
from django.test import Client
from django.urls import reverse

from alignment.actions.models import Thread
from alignment.actions.subjects import SUBJECTS
from tests.house.world import ROLES, build

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C11")]
NOUNS = (
    *("action", "decision", "initiative", "insight", "journey", "kickoff"),
    *("meeting", "release", "workaround"),
)


def test_nouns_that_can_be_talked_about_are_these():
    assert tuple(sorted(SUBJECTS)) == NOUNS


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("who", ROLES)
def test_every_role_talks_about_everything_as_it_sees_it(noun, who, become_pages):
    world = build()
    about = getattr(world, noun)
    client = Client()
    client.force_login(world.people[who])
    become_pages()

    page = client.get(about.get_absolute_url()).text
    begun = client.post(
        reverse("actions:thread-begin", args=[noun, about.pk]), {"words": "Shall we?"}
    )
    whole = client.get(reverse("actions:thread-about", args=[noun, about.pk]))

    about.refresh_from_db()
    assert f'hx-get="/talks/about/{noun}/{about.pk}/"' in page
    assert begun.status_code == 302
    assert about.thread.comments.get().by == world.people[who]
    assert about.thread.about_url == about.get_absolute_url()
    assert "Shall we?" in whole.text


@pytest.mark.parametrize("noun", NOUNS)
def test_nobody_talks_without_signing_in_or_about_what_is_not_there(noun):
    world, client = build(), Client()
    routes = ("actions:thread-about", "actions:thread-begin")
    there, gone = (
        [reverse(route, args=[noun, pk]) for route in routes]
        for pk in (getattr(world, noun).pk, 999_999)
    )

    answers = [client.get(there[0]), client.post(there[1], {"words": "x"})]
    assert [each.status_code for each in answers] == [302, 302]
    assert all(
        each.headers["Location"].startswith("/accounts/login/") for each in answers
    )

    client.force_login(world.people["admin"])
    answers = [client.get(gone[0]), client.post(gone[1], {"words": "x"})]
    assert [each.status_code for each in answers] == [404, 404]
    assert Thread.objects.count() == 1
