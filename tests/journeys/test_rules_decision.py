"""The rules of a decision, broken on purpose: by form, by forged request, in SQL."""

from datetime import timedelta

import pytest

from tests import make
from tests.journeys.days import today
from tests.journeys.rules import (
    Rule,
    Sql,
    break_it,
    overtaken,
    says,
    three_ways,
    unfound,
)

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C10")]
DRAFT, TAKEN = "/decisions/{draft}/", "/decisions/{taken}/"
SAID = {
    "initiative": "{initiative}",
    "question": "Do we ask?",
    "options": ["Ask", "Do not"],
    "choice": "1",
    "effect_on_ops": "Two calls more",
    "revisit_on": (today() + timedelta(days=9)).isoformat(),
}
RULES = {
    "two options or more": Rule(
        says("petra", "/decisions/add/", "two options", **SAID | {"options": ["Ask"]}),
        unfound("anna", "/decisions/add/", **SAID),
        Sql(
            "UPDATE journeys_decision SET options = ARRAY['Ask'] WHERE id = {draft}",
            "decision_has_options_in_words",
        ),
    ),
    "what it means for ops": Rule(
        says("petra", "/decisions/add/", "Say what", **SAID | {"effect_on_ops": " "}),
        unfound("anna", f"{DRAFT}edit/", **SAID),
        Sql(
            "UPDATE journeys_decision SET effect_on_ops = '' WHERE id = {draft}",
            "decision_says_what_and_what_for_ops",
        ),
    ),
    "a choice is an option": Rule(
        says("petra", "/decisions/add/", "option you chose", **SAID | {"choice": "3"}),
        says("petra", "/decisions/add/", "Choose one", **SAID | {"choice": "77"}),
        Sql(
            "UPDATE journeys_decision SET choice = 3 WHERE id = {draft}",
            "decision_choice_is_an_option",
        ),
    ),
    "a day to look at it again": Rule(
        says("petra", "/decisions/add/", "Choose the day", **SAID | {"revisit_on": ""}),
        says(
            "petra", "/decisions/add/", "too far", **SAID | {"revisit_on": "9999-1-1"}
        ),
        Sql(
            "UPDATE journeys_decision SET revisit_on = '9999-01-01' WHERE id = {draft}",
            "decision_revisit_is_a_day",
        ),
    ),
    "one yes a side": Rule(
        says("paul", f"{TAKEN}approve/", "has approved it", digest="{digest}"),
        unfound("anna", f"{DRAFT}approve/", digest="{digest}"),
        Sql(
            "INSERT INTO journeys_decisionapproval (decision_id, side, by_id, at,"
            " content, digest, voided_because) SELECT decision_id, side, {paul}, now(),"
            " content, digest, '' FROM journeys_decisionapproval"
            " WHERE decision_id = {taken} AND side = 'product'",
            "approval_is_one_a_side",
        ),
    ),
    "each for their own side": Rule(
        overtaken("omar", f"{TAKEN}approve/", "changed", digest="0" * 64),
        unfound("anna", f"{TAKEN}approve/", digest="{digest}"),
        Sql(
            "INSERT INTO journeys_decisionapproval (decision_id, side, by_id, at,"
            " content, digest, voided_because) VALUES ({draft}, 'ops', {paul}, now(),"
            " '{content}', '{read}', '')",
            "approval_is_of_their_side",
        ),
    ),
    "a yes is to what stands there": Rule(
        overtaken("omar", f"{DRAFT}approve/", "changed", digest="{digest}"),
        overtaken("omar", f"{DRAFT}approve/", "Nothing is approved", digest="nonsense"),
        Sql(
            "INSERT INTO journeys_decisionapproval (decision_id, side, by_id, at,"
            " content, digest, voided_because) SELECT {draft}, 'ops', {omar}, now(),"
            " content, digest, '' FROM journeys_decisionapproval LIMIT 1",
            "approval_is_of_what_stands",
        ),
    ),
    "something is chosen": Rule(
        says("omar", "/decisions/{open}/approve/", "Choose one of", digest="{asked}"),
        unfound("anna", "/decisions/{open}/approve/", digest="{asked}"),
        Sql(
            "INSERT INTO journeys_decisionapproval (decision_id, side, by_id, at,"
            " content, digest, voided_because) VALUES ({open}, 'ops', {omar}, now(),"
            " '{unchosen}', '{asked}', '')",
            "approval_needs_a_choice",
        ),
    ),
    "a yes is taken back for a reason, by who gave it": Rule(
        says("omar", f"{TAKEN}withdraw/", "Say in one sentence why", reason=" "),
        unfound("paul", f"{TAKEN}withdraw/", reason="In her name"),
        Sql(
            "UPDATE journeys_decisionapproval SET voided_at = now()",
            "decision_approval_stays",
        ),
    ),
    "an approval stays": Rule(
        says("petra", f"{TAKEN}withdraw/", "Keep it within", reason="x" * 501),
        unfound("anna", f"{TAKEN}edit/", **SAID),
        Sql("DELETE FROM journeys_decisionapproval", "decision_approval_stays"),
    ),
    "the second of two writers is shown both": Rule(
        overtaken("petra", f"{DRAFT}edit/", "changed this", **SAID, seen="0"),
        overtaken("petra", f"{DRAFT}edit/", "Nothing of yours is saved", **SAID),
        Sql("DELETE FROM journeys_decision", "journeys_decision"),
    ),
}


@pytest.fixture
def rows(initiative, petra, omar):
    """A draft, one that nothing is chosen in, and one that was taken."""
    draft = make.decision("Do we ask first?", initiative, petra)
    unchosen = make.decision("Which?", initiative, petra, choice=None)
    taken = make.decision("Do we write?", initiative, petra)
    make.approved(taken, petra, omar)
    made = {"draft": draft, "open": unchosen, "taken": taken}
    said = {
        "digest": taken.digest,
        "read": draft.digest,
        "content": draft.content,
        "asked": unchosen.digest,
        "unchosen": unchosen.content,
    }
    return {name: each.pk for name, each in made.items()} | said


@three_ways(RULES)
def test_decision_rule_broken_on_purpose_changes_nothing(way, rows, request, browser):
    break_it(way, rows, request, browser)
