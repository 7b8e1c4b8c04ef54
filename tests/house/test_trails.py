"""Histories and talks: plain names, and a way back through what they are of."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests.house.routes import every_route
from tests.house.test_talks import NOUNS
from tests.house.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C35")]
HISTORIES = {
    "action": "the action “Add the refund date”",
    "initiative": "the initiative “QR labels”",
    "insight": "the insight “Where is it?”",
    "journey": "the journey “Move home”",
    "kickoff": "the kickoff of “QR labels”",
    "meeting": "the meeting “Listen to calls”",
    "release": "the release “Meter photo”",
}
ON_THEIR_PAGE = ("action", "customer_test", "decision", "workaround")
BY_SLUG = {"initiative", "journey", "kickoff", "release"}


@pytest.fixture
def world(client):
    made = build()
    client.force_login(made.people["admin"])
    return made


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.text


def words_of(text):
    return " ".join(unescape(strip_tags(text)).split())


def heading(page):
    return words_of(page.partition("<h1>")[2].partition("</h1>")[0])


def trail(page):
    """The names above the page, and where they lead."""
    crumbs = page.partition('<nav class="crumbs')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]+)">(.*?)</a>', crumbs, re.DOTALL)
    return [(words_of(name), url) for url, name in links]


def register(about):
    """The list above something: its name, and where it is."""
    root = about.get_absolute_url().split("/")[1]
    return root.title(), f"/{root}/"


def history_url(noun, about):
    space = "actions" if noun == "action" else "journeys"
    of = about.initiative if noun == "kickoff" else about
    return reverse(
        f"{space}:{noun}-history", args=[of.slug if noun in BY_SLUG else of.pk]
    )


def test_pages_of_histories_are_these():
    found = {route.name for route in every_route() if route.name.endswith("-history")}

    assert found == {f"{noun}-history" for noun in HISTORIES}


@pytest.mark.parametrize("noun", HISTORIES)
def test_history_is_called_by_what_it_is_of_and_leads_back_through_it(
    noun, client, world
):
    about = getattr(world, noun)

    page = page_of(client, history_url(noun, about))

    assert heading(page) == f"What happened to {HISTORIES[noun]}"
    assert not re.search(r"“[^”]*“", heading(page))
    assert trail(page)[0] == register(about)
    assert trail(page)[-1][1] == about.get_absolute_url()


def test_history_of_a_kickoff_leads_back_through_its_initiative(client, world):
    page = page_of(client, history_url("kickoff", world.kickoff))

    assert [name for name, _ in trail(page)] == ["Initiatives", "QR labels", "Kickoff"]


@pytest.mark.parametrize("noun", HISTORIES)
def test_history_names_who_did_it_on_a_line_of_its_own(noun, client, world):
    page = page_of(client, history_url(noun, getattr(world, noun)))

    assert '<p class="small muted">Alignment</p>' in page
    assert "<span" not in "".join(re.findall(r"<p>(.*?)</p>", page, re.DOTALL))


@pytest.mark.parametrize("noun", ON_THEIR_PAGE)
def test_what_happened_to_it_names_who_did_it_on_a_line_of_its_own(noun, client, world):
    page = page_of(client, getattr(world, noun).get_absolute_url())

    happened = page.partition("What happened to it")[2].partition("</ol>")[0]
    assert '<p class="small muted">Alignment</p>' in happened


@pytest.mark.parametrize("noun", NOUNS)
def test_talk_leads_back_through_what_it_is_about(noun, client, world):
    about = getattr(world, noun)
    url = reverse("actions:thread-about", args=[noun, about.pk])
    begin = reverse("actions:thread-begin", args=[noun, about.pk])

    before = page_of(client, url)
    client.post(begin, {"words": "Shall we?"})
    about.refresh_from_db()
    after, own = page_of(client, url), page_of(client, about.thread.get_absolute_url())

    for page in (before, after, own):
        assert trail(page)[0] == register(about)
        assert trail(page)[1][1] == about.get_absolute_url()
        assert not re.search(r"“[^”]*“", heading(page))


@pytest.mark.parametrize(
    ("asked_from", "leads"), [("/actions/1/", True), ("/talks/about/action/1/", False)]
)
def test_talk_leads_to_its_own_page_from_elsewhere_alone(
    asked_from, leads, client, world
):
    url = reverse("actions:thread-about", args=["action", world.action.pk])
    client.post(
        reverse("actions:thread-begin", args=["action", world.action.pk]),
        {"words": "Shall we?"},
    )
    swap = {
        "HX-Request": "true",
        "HX-Current-URL": f"http://testserver{asked_from}",
    }

    part = client.get(url, headers=swap).text

    assert ("Its own page" in part) is leads
    assert "Its own page" not in page_of(client, url)


@pytest.mark.parametrize(
    ("place", "kept"),
    [("/journeys/", "/workarounds/"), ("/initiatives/", "/decisions/")],
)
def test_what_is_no_place_is_a_link_away_from_where_one_looks(
    place, kept, client, world
):
    page = page_of(client, place)
    shown, _, palette = page.partition('<dialog class="dialog dialog--palette"')

    assert f'href="{kept}"' in shown
    assert f'href="{kept}"' in palette
