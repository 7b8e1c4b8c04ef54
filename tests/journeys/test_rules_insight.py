"""The rules of an insight, broken on purpose: by form, by forged request, in SQL."""

import pytest

from tests import make
from tests.journeys.rules import Rule, Sql, break_it, says, three_ways, unfound

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C07")]
ADD = {"said": "It broke", "journey": "{journey}", "severity": "2"}
OPEN, ANSWERED = "/insights/{open}/", "/insights/{answered}/"
RULES = {
    "it says something": Rule(
        says("anna", "/insights/add/", "Write what the", **ADD | {"said": " "}),
        says("anna", "/insights/add/", "Say how bad", **ADD | {"severity": "9"}),
        Sql(
            "INSERT INTO journeys_insight (key, said, journey_id, severity, told_by_id,"
            " told_at, wants_mail) VALUES (gen_random_uuid(), '', {journey}, 2, {anna},"
            " now(), false)",
            "insight_says_something",
        ),
    ),
    "its step is of its journey": Rule(
        says("anna", "/insights/add/", "one of them", **ADD | {"step": "{elsewhere}"}),
        says("anna", "/insights/add/", "Choose a step", **ADD | {"step": "999999"}),
        Sql(
            "INSERT INTO journeys_insight (key, said, journey_id, step_id, severity,"
            " told_by_id, told_at, wants_mail) VALUES (gen_random_uuid(), 'x',"
            " {journey}, {elsewhere}, 2, {anna}, now(), false)",
            "insight_step_is_of_its_journey",
        ),
    ),
    "what was told stays": Rule(
        says("anna", f"{ANSWERED}withdraw/", "has answered it already, so it stays"),
        unfound("omar", f"{OPEN}withdraw/"),
        Sql(
            "UPDATE journeys_insight SET said = 'Other words' WHERE id = {open}",
            "insight_stays",
        ),
    ),
    "it is never removed": Rule(
        says("ada", f"{ANSWERED}withdraw/", "has answered it already"),
        unfound("petra", f"{OPEN}withdraw/"),
        Sql("DELETE FROM journeys_insight WHERE id = {open}", "insight_is_not_removed"),
    ),
    "an answer has words": Rule(
        says("petra", f"{OPEN}answer/", "Say in a sentence what becomes", words=" "),
        unfound("anna", f"{OPEN}answer/", words="I answer myself"),
        Sql(
            "UPDATE journeys_insight SET answered_at = now() WHERE id = {open}",
            "insight_answered_has_an_answer",
        ),
    ),
    "an answer stays": Rule(
        says("petra", f"{ANSWERED}answer/", "Keep it within", words="x" * 501),
        unfound("anna", f"{ANSWERED}answer/", words="Otherwise"),
        Sql(
            "UPDATE journeys_insightanswer SET words = 'Otherwise'",
            "insight_answer_stays",
        ),
    ),
    "that it was answered stays": Rule(
        says("anna", f"{ANSWERED}withdraw/", "so it stays"),
        unfound("petra", "/insights/{gone}/answer/", words="Too late"),
        Sql(
            "UPDATE journeys_insight SET answered_at = NULL WHERE id = {answered}",
            "insight_answered_stays",
        ),
    ),
    "it speaks to an initiative there is": Rule(
        says("petra", f"{OPEN}link/", "Choose an initiative", initiative="999999"),
        unfound("anna", f"{OPEN}link/", initiative="{initiative}"),
        Sql(
            "UPDATE journeys_insight SET linked_at = now() WHERE id = {open}",
            "insight_link_has_a_time",
        ),
    ),
}


@pytest.fixture
def rows(journey, anna, petra, omar):
    """One nobody has answered, one that was answered, one that was taken back."""
    other = make.journey("Pay a bill", petra, omar)
    answered = make.insight("Lost", journey, anna)
    answered.answer(words="On it.", by=petra)
    gone = make.insight("Never mind", journey, anna)
    gone.withdraw()
    made = {
        "open": make.insight("Late", journey, anna),
        "answered": answered,
        "gone": gone,
        "elsewhere": other.steps.earliest("pk"),
    }
    return {name: each.pk for name, each in made.items()}


@three_ways(RULES)
def test_insight_rule_broken_on_purpose_changes_nothing(way, rows, request, browser):
    break_it(way, rows, request, browser)
