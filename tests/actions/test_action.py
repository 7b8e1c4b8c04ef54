"""Actions: written down, done, moved, given away, closed, and taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from alignment.actions.models import Action, ActionClosed, CannotTake, NotLater
from alignment.versions import EditedMeanwhile, version_of
from tests import make
from tests.journeys.sql import write
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LIST = "/actions/"


def test_action_add_is_a_promise_of_one_person_by_a_day(annas, anna, omar, today):
    due = today + timedelta(days=5)

    response = annas.post(
        reverse("actions:action-add"),
        {"title": "Ask  three\ncustomers", "owner": omar.pk, "due_on": due},
    )

    made = Action.objects.get()
    assert response.status_code == 302
    assert (made.title, made.owner, made.due_on) == ("Ask three customers", omar, due)
    assert (made.first_due_on, made.created_by) == (due, anna)


def test_action_add_keeps_where_it_comes_from_and_leads_back(omars, omar, today):
    said = {"source_words": "Move home", "source_url": "/journeys/move-home/"}

    page = omars.get(reverse("actions:action-add"), said)
    response = omars.post(
        reverse("actions:action-add"),
        said | {"title": "Call back", "owner": omar.pk, "due_on": today},
    )

    assert 'href="/journeys/move-home/"' in page.text
    assert response.url == "/journeys/move-home/"
    assert Action.objects.get().source_words == "Move home"


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""]
)
def test_action_add_comes_from_nowhere_but_here(url, omars, omar, today):
    said = {"source_words": "Click me", "source_url": url}

    page = omars.get(reverse("actions:action-add"), said)
    omars.post(
        reverse("actions:action-add"),
        said | {"title": "Call back", "owner": omar.pk, "due_on": today},
    )

    assert "Click me" not in page.text
    assert Action.objects.get().source_url == ""


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Say what will be done."),
        ("title", "x" * 201, "Keep it within 200 characters."),
        ("owner", "", "Choose the one person who will do it."),
        ("owner", "999999", "Choose somebody who is still here."),
        ("due_on", "soon", "Enter a day, like 16 November 2026."),
        ("due_on", "2001-01-01", "This day has passed. Choose today or later."),
        ("due_on", "9999-01-01", "This day is too far away. Check its year."),
    ],
)
def test_action_add_says_what_is_wrong(field, value, sentence, omars, omar, today):
    data = {"title": "Call back", "owner": omar.pk, "due_on": today, "effect": "Less"}

    response = omars.post(reverse("actions:action-add"), data | {field: value})

    assert response.status_code == 422
    assert sentence in response.text
    assert 'value="Less"' in response.text
    assert not Action.objects.exists()


def test_action_list_shows_mine_ours_and_all(omars, omar, olga, petra, action, today):
    make.action("Of a colleague", olga, today)
    make.action("Of the other side", petra, today)

    shown = {
        of: [
            row.title
            for group in omars.get(LIST, {"of": of}).context["groups"]
            for row in group.rows
        ]
        for of in ("", "ours", "all", "nonsense")
    }

    assert shown[""] == shown["nonsense"] == [action.title]
    assert set(shown["ours"]) == {action.title, "Of a colleague"}
    assert len(shown["all"]) == 3


def test_action_list_counts_mine_ours_and_all(
    omars, olga, petra, action, today, monkeypatch
):
    make.action("Of a colleague", olga, today)
    make.action("Of the other side", petra, today)

    counts = omars.get(LIST).context["counts"]
    assert (counts.mine, counts.ours, counts.all_in_words) == (1, 2, "3")

    monkeypatch.setattr("alignment.actions.queries.action.MOST_COUNTED", 2)
    assert '<span class="count">2+</span>' in omars.get(LIST).text


def test_action_list_is_grouped_by_how_soon(omars, omar, today):
    for days in (-2, 0, 6, 7):
        make.action(f"In {days}", omar, today + timedelta(days=days))

    groups = omars.get(LIST).context["groups"]

    assert [(each.key, [row.title for row in each.rows]) for each in groups] == [
        ("late", ["In -2"]),
        ("week", ["In 0", "In 6"]),
        ("later", ["In 7"]),
    ]


def test_action_list_takes_the_same_queries_for_thirty(omars, omar, today):
    make.action("One", omar, today)

    def grow():
        for number in range(30):
            made = make.action(f"More {number}", omar, today)
            made.finish(by=omar) if number % 2 else None

    assert_same_queries(omars, LIST, grow)
    assert_same_queries(omars, f"{LIST}?of=all&state=done", lambda: None)


def test_action_edit_by_two_shows_both_versions(omars, omar, petra, action):
    url = reverse("actions:action-edit", args=[action.pk])
    mine = {
        "title": "Mine",
        "owner": omar.pk,
        "due_on": action.due_on,
        "seen": version_of(action),
    }
    action.rewrite(
        title="Theirs",
        effect="",
        owner=omar,
        due_on=action.due_on,
        seen=version_of(action),
    )

    response = omars.post(url, mine)

    assert response.status_code == 409
    assert "Theirs" in response.text
    assert 'value="Mine"' in response.text
    action.refresh_from_db()
    kept = omars.post(url, mine | {"seen": version_of(action)})
    action.refresh_from_db()
    assert (kept.status_code, action.title) == (302, "Mine")


def test_action_edit_keeps_a_day_that_has_passed(omars, omar, today):
    late = make.action("Late", omar, today - timedelta(days=3))
    data = {"title": "Still late", "owner": omar.pk, "due_on": late.due_on}

    response = omars.post(
        reverse("actions:action-edit", args=[late.pk]),
        data | {"seen": version_of(late)},
    )

    assert response.status_code == 302


def test_action_verbs_refuse_in_words(omar, olga, action, today):
    olga.is_active = False
    olga.save()
    with pytest.raises(CannotTake, match="Olga Stein has left"):
        action.give(olga)
    with pytest.raises(NotLater):
        action.carry_over(today)
    with pytest.raises(EditedMeanwhile):
        action.rewrite(
            title="x", effect="", owner=omar, due_on=today, seen=version_of(action) - 1
        )
    action.finish(by=omar)
    once = action.closed_at
    action.finish(by=olga)
    assert (action.closed_at, action.closed_by) == (once, omar)
    with pytest.raises(ActionClosed):
        action.give(olga)
    with pytest.raises(ActionClosed):
        action.drop(reason="x", by=omar)


@pytest.mark.parametrize(
    "sql",
    [
        "SET outcome = 'done'",
        "SET outcome = 'lost', closed_at = now(), closed_by_id = owner_id",
        "SET outcome = 'dropped', closed_at = now(), closed_by_id = owner_id",
        "SET closed_at = now()",
        "SET title = ''",
        "SET due_on = '9999-01-01'",
        "SET source_url = 'https://evil.example'",
        "SET owner_id = NULL",
        "SET owner_id = 999999",
    ],
)
def test_action_that_makes_no_sense_is_refused_by_the_database(sql, action):
    with pytest.raises(IntegrityError):
        write(f"UPDATE actions_action {sql} WHERE id = %s", action.pk)


def test_action_of_somebody_who_left_says_so(omars, action, omar, petra, client):
    omar.is_active = False
    omar.save()
    client.force_login(petra)

    assert "Omar Haddad has left" in client.get(f"{LIST}?of=all").text
    assert "Give it to somebody else" in client.get(action.get_absolute_url()).text


@pytest.mark.usefixtures("action")
def test_action_count_stands_beside_its_place_and_follows_it(
    omars, omar, olga, django_capture_on_commit_callbacks
):
    made = Action.objects.get()
    seen = [omars.get("/releases/").text]
    for change in (
        lambda: made.give(olga),
        lambda: made.give(omar),
        lambda: made.finish(by=omar),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            change()
        seen.append(omars.get("/releases/").text)

    assert ["1 open of yours" in page for page in seen] == [True, False, True, False]
