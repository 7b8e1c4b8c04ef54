"""One search over everything that somebody may see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Role
from alignment.search import sources
from alignment.search.queries.search import search, suggestions
from alignment.search.source import Source
from journeys.models import Initiative, Insight
from tests import make
from tests.house.world import ROLES
from tests.queries import assert_same_queries
from tests.search.finding import found, kinds, one_of_each

PAGE, SUGGEST = "search:search-show", "search:search-suggest"
SWAP = {"HX-Request": "true"}


@pytest.mark.parametrize("role", ROLES)
def test_search_finds_every_kind_for_every_role(role, journey, petra, omar, ops_team):
    me = make.person("Any One", ops_team, role=Role(role))
    rows = one_of_each(journey, petra, omar, "zebra")

    hits = found("zebra", me)

    assert {kind for kind, _ in hits} == set(sources.BY_KIND) - {"kpi"}
    assert {row.get_absolute_url() for row in rows} <= {url for _, url in hits}


def test_search_finds_kpis(petra):
    assert ("kpi", reverse("kpis:kpi-show", args=["aht"])) in found("handling", petra)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Befräger", "Die befrager kommen"),
        ("befrager", "Der Befräger kommt"),
        ("BEFR", "Der Befräger kommt"),
        ("straße", "Die STRASSE hinunter"),
        ("orebro", "Flytta till Örebro"),
        ("bills", "The billing is late"),
        ("late bill", "A bill that came late"),
        ("customer's", "What customers say"),
        ("привет", "ПРИВЕТ всем"),
        ("refund-date", "The refund (date) was wrong"),
        ("3.2", "Since version 3.2"),
    ],
)
def test_search_finds_words_however_they_are_written(
    typed, written, journey, petra, omar
):
    told = make.insight(written, journey, omar)

    assert found(typed, petra, "insight") == [("insight", told.get_absolute_url())]


def test_search_wants_all_the_words(journey, petra, omar):
    make.insight("The meter is broken", journey, omar)

    assert found("broken meter", petra, "insight")
    assert not found("broken letter", petra, "insight")


def test_search_puts_titles_first_then_whole_words_then_the_newest(petra):
    on = timezone.localdate()
    in_text = make.action("Something else", petra, on, effect="A refund")
    begun = make.action("Refunding in the dark", petra, on)
    longer = make.action("Refunds", petra, on)
    old = make.action("Old refund", petra, on)
    new = make.action("New refund", petra, on)
    old.created_at = timezone.now() - timedelta(days=9)
    old.save(update_fields=["created_at"])

    hits = [url for _, url in found("refund", petra, "action")]

    wanted = [new, old]
    assert hits[:2] == [each.get_absolute_url() for each in wanted]
    assert set(hits[2:4]) == {longer.get_absolute_url(), begun.get_absolute_url()}
    assert hits[4] == in_text.get_absolute_url()


def test_search_shows_what_is_called_exactly_so_before_all(journey, petra):
    make.release("Move home in five minutes", timezone.localdate(), petra, journey)

    assert found("move home", petra)[0] == ("journey", journey.get_absolute_url())


def test_search_shows_what_is_called_so_before_many_requirements(journey, petra):
    begun = make.initiative("QR labels", petra, journey)
    make.requirements(begun, petra, *(f"Move home {number}" for number in range(30)))

    assert found("move home", petra)[0] == ("journey", journey.get_absolute_url())
    assert "requirement" not in kinds("hom", petra)[:2]


def test_search_says_what_is_archived_done_stopped_and_who_left(
    journey, petra, omar, ada
):
    journey.archive()
    make.action("Zebra", petra, timezone.localdate()).finish(by=petra)
    stopped = make.initiative("Zebra", petra, journey)
    stopped.move_to(Initiative.Stage.STOPPED, because="No")
    make.person("Nia Zebra", omar.teams.get()).deactivate(by=ada)

    marks = {
        row.source.kind: row.mark
        for text in ("zebra", "move home")
        for row in search(text, viewer=petra, kind="", page="").rows
    }

    assert marks["journey"] == "Archived"
    assert marks["action"] == "Done"
    assert marks["initiative"] == "Stopped"
    assert marks["person"] == "Left"
    assert "step" not in marks


def test_search_finds_nothing_that_was_taken_back(journey, petra, omar):
    told = make.insight("A zebra rang", journey, omar)
    assert kinds("zebra", petra) == ["insight"]

    told.withdraw()

    assert found("zebra", petra) == []


@pytest.mark.parametrize("kind", [each.kind for each in sources.SOURCES if each.seen])
def test_search_asks_the_access_of_the_app_for_each_kind(
    kind, journey, petra, omar, anna, monkeypatch
):
    """What an app's access hides from somebody is not found, whatever the index has."""
    one_of_each(journey, petra, omar, "zebra")
    assert kind in kinds("zebra", anna)
    true = sources.BY_KIND[kind].seen
    assert true

    def seen(viewer):
        return true(viewer).filter(pk=0) if viewer == anna else true(viewer)

    hiding = [
        Source(**{**vars(each), "seen": seen}) if each.kind == kind else each
        for each in sources.SOURCES
    ]
    monkeypatch.setattr("alignment.search.queries.search.SOURCES", tuple(hiding))

    assert kind not in kinds("zebra", anna)
    groups = suggestions("zebra", viewer=anna).groups
    assert kind not in [group.source.kind for group in groups]
    assert kind in kinds("zebra", petra)


def test_search_page_shows_kinds_counts_and_where_the_words_stand(
    client, journey, petra, omar
):
    make.insight("It was the <b>meter</b> again & again", journey, omar)
    client.force_login(petra)

    text = client.get(reverse(PAGE), {"q": "meter"}).text

    assert "2 found for “meter”" in text
    assert "&lt;b&gt;<mark>meter</mark>&lt;/b&gt; again &amp; again" in text
    assert "?q=meter&amp;kind=insight" in text


def test_search_says_when_only_the_newest_of_a_kind_are_shown(
    client, journey, petra, omar, monkeypatch
):
    """An old title is found even so: of other kinds there are few."""
    monkeypatch.setattr("alignment.search.queries.search.MOST", 2)
    monkeypatch.setattr("alignment.search.views.search.MOST", 2)
    make.action("The zebra", petra, timezone.localdate())
    for number in range(4):
        told = {"told_at": timezone.now() - timedelta(days=number)}
        make.insight(f"Zebra {number}", journey, omar, **told)
    client.force_login(petra)

    page = client.get(reverse(PAGE), {"q": "zebra"})

    assert "3+ found for “zebra”. Of each kind the newest 2 are shown" in page.text
    found = page.context["found"]
    counts = [(one.source.kind, one.count, one.is_more) for one in found.counts]
    assert counts == [("insight", 2, True), ("action", 1, False)]
    assert [row.said for row in found.rows] == [
        "",
        "<mark>Zebra</mark> 0",
        "<mark>Zebra</mark> 1",
    ]


def test_search_page_shows_one_kind(client, journey, petra, omar):
    make.insight("The meter", journey, omar)
    client.force_login(petra)

    page = client.get(reverse(PAGE), {"q": "meter", "kind": "insight"})

    assert [row.source.kind for row in page.context["found"].rows] == ["insight"]
    assert page.context["found"].total == 2


def test_search_page_has_pages(client, petra):
    for number in range(25):
        make.action(f"Zebra {number}", petra, timezone.localdate())
    client.force_login(petra)

    first = client.get(reverse(PAGE), {"q": "zebra"}).context["found"].rows
    second = client.get(reverse(PAGE), {"q": "zebra", "page": 2}).context["found"].rows

    assert (len(first), len(second)) == (20, 5)
    assert not {row.url for row in first} & {row.url for row in second}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 10_000, "200 letters at most"),
        ("a\x00b", "cannot be searched for"),
        ("the and of", "These words stand in nearly everything"),
        ("!!! ??? ' \" \\ :* | & ( <->", "There is no word to look for"),
        ("🦓🦓", "Nothing has all of these words"),
        ("%", "There is no word to look for"),
        ("%' OR zebra=1 --", "Nothing has all of these words"),
        ("zebra:*A | 'x", "Nothing has all of these words"),
        ("x" * 199, "Nothing has all of these words"),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13", "Nothing has all of these words"),
        ("   ", "Type what you look for"),
        ("", "Type what you look for"),
    ],
)
@pytest.mark.parametrize("headers", [{}, SWAP])
def test_search_answers_anything_with_a_sentence(typed, said, headers, client, petra):
    client.force_login(petra)

    page = client.get(reverse(PAGE), {"q": typed}, headers=headers)
    palette = client.get(reverse(SUGGEST), {"q": typed}, headers=SWAP)

    assert page.status_code in {200, 422}
    assert said in page.text
    assert palette.status_code == 200


def test_search_takes_any_kind_and_page(client, petra):
    client.force_login(petra)
    wrong = {"q": "a", "kind": "' x", "page": "9" * 40}

    assert client.get(reverse(PAGE), wrong).status_code == 200


def test_suggestions_are_the_best_of_each_kind(client, journey, petra, omar):
    one_of_each(journey, petra, omar, "zebra")
    for number in range(9):
        make.insight(f"Zebra {number}", journey, omar)
    client.force_login(petra)

    response = client.get(reverse(SUGGEST), {"q": "zebr"}, headers=SWAP)

    found_ones = suggestions("zebr", viewer=petra).groups
    groups = {group.source.kind: len(group.rows) for group in found_ones}
    assert max(groups.values()) <= 4
    assert {"journey", "person"} <= set(groups)
    assert reverse(PAGE) + "?q=zebr" in response.text


def test_suggestions_lead_to_the_page_without_a_script(client, petra):
    client.force_login(petra)

    response = client.get(reverse(SUGGEST), {"q": "a b"})

    assert response["Location"] == f"{reverse(PAGE)}?q=a+b"


@pytest.mark.parametrize(("route", "headers"), [(PAGE, {}), (SUGGEST, SWAP)])
def test_search_takes_as_many_queries_for_few_as_for_many(
    route, headers, client, journey, petra, omar
):
    make.insight("A zebra", journey, omar)
    client.force_login(petra)

    def grow():
        one_of_each(journey, petra, omar, "zebra")
        Insight.objects.bulk_create(
            Insight(said=f"Zebra {n}", journey=journey, told_by=omar, severity=1)
            for n in range(30)
        )

    assert_same_queries(client, f"{reverse(route)}?q=zebra", grow, **headers)
