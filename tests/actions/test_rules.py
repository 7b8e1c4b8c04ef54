"""The rules of talks and actions, broken on purpose: by form, by forged request, in
SQL."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alignment.actions.models import Comment
from tests import make
from tests.journeys.conftest import browser
from tests.journeys.rules import Rule, Sql, break_it, says, three_ways, unfound

__all__ = ["browser"]
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OPEN, CLOSED = "/talks/{open}/", "/talks/{closed}/"
TALKED = {
    "talked-on": TODAY.isoformat(),
    "talked-talked": ["{omar}", "{petra}"],
    "talked-outcome": "By Friday",
}
CLOSE = (
    "UPDATE actions_thread SET closed_at = now(), talked_on = now(), closed_by_id ="
    " {omar}, outcome = 'So' WHERE id = {open}"
)
TALKS = {
    "it takes two to talk": Rule(
        says(
            "omar",
            f"{OPEN}talked/",
            "takes two to talk",
            **TALKED | {"talked-talked": ["{omar}"]},
        ),
        unfound("olga", f"{OPEN}talked/", **TALKED),
        Sql(CLOSE, "thread_closed_by_talking"),
    ),
    "something came of it": Rule(
        says(
            "omar",
            f"{OPEN}talked/",
            "Say in a sentence what came",
            **TALKED | {"talked-outcome": " "},
        ),
        says(
            "omar",
            f"{OPEN}talked/",
            "who are in this talk",
            **TALKED | {"talked-talked": ["{omar}", "{olga}"]},
        ),
        Sql(
            "UPDATE actions_threadperson SET talked = true WHERE thread_id = {open}; "
            + CLOSE.replace("'So'", "''"),
            "thread_closed_says_when_and_what",
        ),
    ),
    "on a day": Rule(
        says(
            "omar",
            f"{OPEN}talked/",
            "still to come",
            **TALKED | {"talked-on": "2999-01-01"},
        ),
        unfound("anna", f"{OPEN}talked/", **TALKED),
        Sql(
            "UPDATE actions_thread SET talked_on = now() WHERE id = {open}",
            "thread_closed_says_when_and_what",
        ),
    ),
    "what came of it stays": Rule(
        says("omar", f"{CLOSED}add/", "This ended with a talk on", words="But"),
        says(
            "omar",
            f"{CLOSED}talked/",
            "This ended with a talk on",
            **TALKED | {"talked-outcome": "Else"},
        ),
        Sql(
            "UPDATE actions_thread SET outcome = 'Else' WHERE id = {closed}",
            "thread_closed_stays",
        ),
    ),
    "a comment says something": Rule(
        says("omar", f"{OPEN}add/", "Write something first", words=" "),
        says("omar", f"{OPEN}add/", "Keep it within", words="x" * 2001),
        Sql(
            "INSERT INTO actions_comment (key, thread_id, words, by_id, at)"
            " VALUES (gen_random_uuid(), {open}, '', {omar}, now())",
            "comment_says_something_or_is_taken_back",
        ),
    ),
    "what was read stays as it was said": Rule(
        says("omar", "/talks/comments/{old}/", "Others have read it", words="Not I"),
        unfound("olga", "/talks/comments/{old}/", words="Not he"),
        Sql(
            "UPDATE actions_comment SET words = 'Not I' WHERE id = {old}",
            "comment_stays_as_said",
        ),
    ),
}
PROMISE = {
    "title": "Add the date",
    "owner": "{omar}",
    "due_on": (TODAY + timedelta(days=9)).isoformat(),
}
CHANGE = "/actions/change/"
ACTIONS = {
    "one thing": Rule(
        says("anna", "/actions/add/", "Say what will be", **PROMISE | {"title": " "}),
        says(
            "anna", "/actions/add/", "Keep it within", **PROMISE | {"title": "x" * 201}
        ),
        Sql("UPDATE actions_action SET title = ''", "action_says_what_and_when"),
    ),
    "one name": Rule(
        says("anna", "/actions/add/", "the one person", **PROMISE | {"owner": ""}),
        says("anna", "/actions/add/", "still here", **PROMISE | {"owner": "{left}"}),
        Sql("UPDATE actions_action SET owner_id = NULL", "owner_id"),
    ),
    "one day": Rule(
        says("anna", "/actions/add/", "Enter a day", **PROMISE | {"due_on": ""}),
        says(
            "anna",
            "/actions/add/",
            "too far away",
            **PROMISE | {"due_on": "9999-01-01"},
        ),
        Sql(
            "UPDATE actions_action SET due_on = '9999-01-01'",
            "action_says_what_and_when",
        ),
    ),
    "dropped for a reason": Rule(
        says("omar", CHANGE, "Say why", what="drop", actions="{hers}", words=" "),
        unfound("anna", CHANGE, what="drop", actions="{his}", words="Not mine"),
        Sql(
            "UPDATE actions_action SET outcome = 'dropped', closed_at = now(),"
            " closed_by_id = owner_id WHERE id = {his}",
            "action_dropped_for_a_reason",
        ),
    ),
    "carried to a later day": Rule(
        says(
            "omar", CHANGE, "later day", what="carry", actions="{his}", day="2020-1-1"
        ),
        unfound("anna", CHANGE, what="carry", actions="{his}", day="2030-01-01"),
        Sql(
            "UPDATE actions_action SET outcome = 'late', closed_at = now(),"
            " closed_by_id = owner_id WHERE id = {his}",
            "action_outcome_is_known",
        ),
    ),
    "closed by somebody": Rule(
        says("omar", CHANGE, "what becomes of them", what="shred", actions="{his}"),
        unfound("anna", CHANGE, what="finish", actions="{his}"),
        Sql(
            "UPDATE actions_action SET outcome = 'done' WHERE id = {his}",
            "action_closed_by_somebody",
        ),
    ),
    "it comes from here": Rule(
        says("omar", CHANGE, "Tick the actions first", what="finish"),
        unfound("anna", "/actions/{his}/edit/", **PROMISE),
        Sql(
            "UPDATE actions_action SET source_url = 'https://evil.example'",
            "action_comes_from_here",
        ),
    ),
}


@pytest.fixture
def rows(omar, petra, paul):
    """An open talk with an old comment, a closed one, and two actions."""
    his, hers = (make.action(title, omar, TODAY) for title in ("Call", "Write"))
    paul.deactivate(by=petra)
    talk, closed = make.thread(his, omar, petra), make.thread(hers, omar, petra)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    old = make.comment(talk, omar, "I said so", at=an_hour_ago)
    closed.close(on=TODAY, talked=[omar, petra], outcome="By Friday", by=omar)
    assert Comment.objects.get() == old
    made = {"open": talk, "closed": closed, "old": old, "his": his, "hers": hers}
    return {name: each.pk for name, each in made.items()} | {"left": paul.pk}


@pytest.mark.capability("C11")
@three_ways(TALKS)
def test_talk_rule_broken_on_purpose_changes_nothing(way, rows, request, browser):
    break_it(way, rows, request, browser)


@three_ways(ACTIONS)
def test_action_rule_broken_on_purpose_changes_nothing(way, rows, request, browser):
    break_it(way, rows, request, browser)
