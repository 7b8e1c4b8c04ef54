"""What becomes of actions, one or many at once, and the way back."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from alignment.actions.models import Action
from alignment.actions.queries.action import history
from tests import make

pytestmark = pytest.mark.django_db
CHANGE = "/actions/change/"
SWAP = {"HX-Request": "true"}


def change(client, what, *actions, headers=SWAP, **data):
    given = {"what": what, "actions": [each.pk for each in actions]} | data
    return client.post(CHANGE, given, headers=headers)


def undo_of(response):
    return json.loads(response["HX-Trigger"])["toast"]["undo"]


def test_action_change_finishes_and_takes_it_back(omars, omar, action):
    other = make.action("Another", omar, action.due_on)

    response = change(omars, "finish", action, other)

    action.refresh_from_db()
    assert response.status_code == 200
    assert "2 actions are done" in response["HX-Trigger"]
    assert (action.outcome, action.closed_by) == ("done", omar)
    omars.post(undo_of(response))
    assert Action.objects.open().count() == 2
    action.refresh_from_db()
    assert (action.closed_at, action.closed_by) == (None, None)


def test_action_change_moves_it_to_a_later_day_and_back(omars, action):
    before, later = action.due_on, action.due_on + timedelta(days=10)

    response = change(omars, "carry", action, day=later)

    action.refresh_from_db()
    assert (action.due_on, action.carried, action.first_due_on) == (later, 1, before)
    omars.post(undo_of(response))
    action.refresh_from_db()
    assert (action.due_on, action.carried) == (before, 0)


def test_action_change_gives_it_away_and_back(annas, anna, omar, today):
    """An agent who gave their own away may still take that back."""
    hers = make.action("Hers", anna, today, created_by=omar)

    response = change(annas, "give", hers, to=omar.pk)

    hers.refresh_from_db()
    assert hers.owner == omar
    annas.post(undo_of(response))
    hers.refresh_from_db()
    assert hers.owner == anna


def test_action_change_closes_what_is_not_needed(omars, omar, action):
    change(omars, "drop", action, words="Another release does it")

    action.refresh_from_db()
    assert (action.outcome, action.outcome_words) == (
        "dropped",
        "Another release does it",
    )
    change(omars, "reopen", action)
    action.refresh_from_db()
    assert action.is_open


@pytest.mark.parametrize(
    ("what", "data", "sentence"),
    [
        ("carry", {"day": "soon"}, "Enter a day, like 2026-11-16."),
        ("carry", {}, "Enter the later day."),
        ("carry", {"day": "9999-01-01"}, "This day is too far away."),
        ("carry", {"day": "2020-01-01"}, "Choose a later day"),
        ("give", {}, "Choose who will do it."),
        ("give", {"to": "999999"}, "Choose somebody who is still here."),
        ("drop", {}, "Say why it is not needed any more."),
        ("shred", {}, "Say what becomes of them."),
    ],
)
def test_action_change_says_what_is_wrong_and_loses_nothing(
    what, data, sentence, omars, action
):
    response = change(omars, what, action, words="", **data)

    action.refresh_from_db()
    assert response.status_code == 422
    assert sentence in response.text
    assert "checked" in response.text
    assert f'value="{data.get("day", "")}"' in response.text
    assert action.is_open
    assert action.carried == 0


def test_action_change_of_none_says_so(omars, action):
    response = change(omars, "finish")

    assert response.status_code == 422
    assert "Tick the actions first." in response.text


def test_action_change_changes_all_or_none(omars, omar, action, today):
    other = make.action("Another", omar, today + timedelta(days=30))

    response = change(omars, "carry", action, other, day=today + timedelta(days=20))

    action.refresh_from_db()
    assert response.status_code == 422
    assert action.carried == 0


def test_action_change_by_an_agent_is_not_found_for_those_of_others(annas, action):
    assert change(annas, "finish", action).status_code == 404
    assert (
        annas.get(reverse("actions:action-edit", args=[action.pk])).status_code == 404
    )
    assert "Done" not in annas.get(action.get_absolute_url()).text
    action.refresh_from_db()
    assert action.is_open


def test_action_restore_is_for_who_did_it_and_while_nobody_changed_it_since(
    omars, annas, omar, action
):
    address = undo_of(change(omars, "finish", action))

    assert annas.post(address).status_code == 404
    action.refresh_from_db()
    action.reopen()
    response = omars.post(address, follow=True)
    action.refresh_from_db()
    assert action.is_open
    assert "1 was changed meanwhile, so nothing is taken back." in response.text
    assert omars.post("/actions/restore/forged/").status_code == 404


def test_action_change_without_scripts_leads_back(omars, action):
    response = change(
        omars, "finish", action, headers={}, next=action.get_absolute_url()
    )

    assert response.url == action.get_absolute_url()


def test_action_history_says_who_changed_what(omars, omar, olga, action):
    change(omars, "give", action, to=olga.pk)
    change(omars, "finish", action, words="Sent with every refund")

    moments = history(action)

    assert [moment.said for moment in moments] == [
        ("Done", "“Sent with every refund”"),
        ("Given to Olga Stein",),
        (
            "Written down",
            f"Called “{action.title}”",
            "Given to Omar Haddad",
            f"Due {action.due_on:%-d %B %Y}",
        ),
    ]
    assert [moment.who for moment in moments] == [
        "Omar Haddad",
        "Omar Haddad",
        "Alignment",
    ]
    assert "Sent with every refund" in omars.get(action.get_absolute_url()).text


def test_action_change_brings_the_counts_of_the_frame_along(omars, omar, action):
    make.action("Another", omar, action.due_on)

    response = change(omars, "finish", action)

    for where in ("rail", "tabbar"):
        badge = response.text.partition(f'id="open-{where}"')[2]
        assert badge.lstrip().startswith('hx-swap-oob="true"')
        assert ", 1 open of yours" in badge


def test_count_in_the_frame_is_empty_once_nothing_is_open(omars, action):
    response = change(omars, "finish", action)

    assert 'id="open-rail"' in response.text
    assert "open of yours" not in response.text
