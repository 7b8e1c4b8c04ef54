"""The rules of a kickoff, broken on purpose: by form, by forged request, in SQL."""

import pytest
from django.db import DatabaseError

from alignment.people.models import Role
from journeys.models import SponsorAnswer
from tests import make
from tests.journeys.days import today
from tests.journeys.rules import Rule, Sql, break_it, says, three_ways, unfound
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C05")]
DRAFT, ASKED = "/initiatives/draft/", "/initiatives/asked/"
HELD = "/initiatives/held/"
RULES = {
    "a sponsor before it is scheduled": Rule(
        says("petra", f"{DRAFT}kickoff/schedule/", "Name a sponsor in ops first"),
        unfound("anna", f"{ASKED}kickoff/schedule/"),
        Sql(
            "UPDATE journeys_kickoff SET state = 'scheduled', held_on = now()"
            " WHERE id = {draft}",
            "kickoff_scheduled_has_a_sponsor_and_a_day",
        ),
    ),
    "a sponsor leads": Rule(
        says(
            "petra",
            f"{DRAFT}kickoff/ask/",
            "a sponsor leads in ops",
            person="{omar}",
        ),
        unfound("anna", f"{DRAFT}kickoff/ask/", person="{leo}"),
        Sql(
            "UPDATE journeys_kickoff SET sponsor_id = {omar} WHERE id = {draft}",
            "sponsor",
        ),
    ),
    "a sponsor is of ops": Rule(
        says("petra", f"{DRAFT}kickoff/ask/", "a sponsor leads in ops", person="{lea}"),
        says("petra", f"{DRAFT}kickoff/ask/", "Choose", person="999999"),
        Sql(
            "UPDATE journeys_kickoff SET sponsor_id = {lea} WHERE id = {draft}",
            "sponsor",
        ),
    ),
    "both sides are two people": Rule(
        says("petra", "/initiatives/his/kickoff/ask/", "sides are two", person="{leo}"),
        unfound("anna", "/initiatives/his/kickoff/ask/", person="{leo}"),
        Sql(
            "UPDATE journeys_kickoff SET sponsor_id = {leo} WHERE id = {his}",
            "kickoff_sponsor_is_not_the_lead",
        ),
    ),
    "held with the sponsor's own yes": Rule(
        says("petra", f"{ASKED}kickoff/hold/", "Leo Brandt has not said yes yet"),
        unfound("petra", f"{ASKED}kickoff/accept/"),
        Sql(
            "UPDATE journeys_kickoff SET state = 'held', closed_at = now(),"
            " closed_by_id = {petra}, sponsor_accepted_at = now() WHERE id = {asked}",
            "kickoff_sponsor_says_it_alone",
        ),
    ),
    "a decline has a reason": Rule(
        says("leo", f"{ASKED}kickoff/decline/", "Say in one sentence", reason=" "),
        unfound("lea", f"{ASKED}kickoff/decline/", reason="In his name"),
        Sql(
            "UPDATE journeys_sponsoranswer SET answer = 'declined', ended_at = now(),"
            " answered_at = now() WHERE kickoff_id = {asked}",
            "sponsor_declines_with_a_reason",
        ),
    ),
    "a decline opens it again": Rule(
        says("leo", f"{HELD}kickoff/decline/", "This kickoff was held", reason="Late"),
        unfound("omar", f"{HELD}kickoff/decline/", reason="Late"),
        Sql(
            "UPDATE journeys_sponsoranswer SET answer = 'declined', reason = 'No',"
            " answered_at = now(), ended_at = now() WHERE kickoff_id = {asked}",
            "kickoff_decline_opens_it",
        ),
    ),
    "a no counts at once": Rule(
        says("leo", f"{ASKED}kickoff/decline/", "Keep", reason="x" * 501),
        unfound("anna", f"{ASKED}kickoff/decline/", reason="No"),
        Sql(
            "UPDATE journeys_sponsoranswer SET answer = 'declined', reason = 'No'"
            " WHERE kickoff_id = {asked}",
            "sponsor_no_counts_at_once",
        ),
    ),
    "a deputy is of ops": Rule(
        says("petra", f"{ASKED}kickoff/deputy/", "Choose somebody", person="{lea}"),
        unfound("anna", f"{ASKED}kickoff/deputy/", person="{omar}"),
        Sql(
            "UPDATE journeys_kickoff SET deputy_id = {lea} WHERE id = {asked}",
            "deputy",
        ),
    ),
    "what was agreed stays": Rule(
        says(
            "petra",
            f"{HELD}kickoff/answers/outcome/",
            "was held",
            **{"outcome-answer": "Else", "outcome-was": "Said about outcome"},
        ),
        says("petra", f"{HELD}kickoff/ask/", "This kickoff was held", person="{ada}"),
        Sql(
            "UPDATE journeys_kickoff SET outcome = 'Else' WHERE id = {held}",
            "kickoff_held_stays",
        ),
    ),
    "what is needed stays said once it is scheduled": Rule(
        says(
            "petra",
            f"{ASKED}kickoff/answers/outcome/",
            "cannot be empty any more",
            **{"outcome-answer": " ", "outcome-was": '"Said about outcome"'},
        ),
        unfound("anna", f"{ASKED}kickoff/answers/outcome/", **{"outcome-answer": ""}),
        Sql(
            "UPDATE journeys_kickoff SET outcome = '' WHERE id = {asked}",
            "kickoff_says_what_is_needed",
        ),
    ),
    "a yes is to what was said": Rule(
        says("petra", "/initiatives/rewritten/kickoff/hold/", "has not said yes"),
        unfound("petra", "/initiatives/rewritten/kickoff/accept/"),
        Sql(
            "UPDATE journeys_kickoff SET ops_guardrail = 'Any' WHERE id = {agreed}",
            "kickoff_terms_are_the_sponsors",
        ),
    ),
    "a sponsor who left holds nothing": Rule(
        says("petra", "/initiatives/left/kickoff/hold/", "is still here"),
        unfound("anna", "/initiatives/left/kickoff/hold/"),
        Sql(
            "UPDATE journeys_kickoff SET state = 'held', closed_at = now(),"
            " closed_by_id = {petra} WHERE id = {left}",
            "kickoff_sponsor_is_here",
        ),
    ),
    "who said yes stays": Rule(
        says("petra", f"{HELD}kickoff/deputy/", "was held", person="{omar}"),
        says("leo", f"{HELD}kickoff/accept/", "This kickoff was held"),
        Sql(
            "DELETE FROM journeys_sponsoranswer WHERE kickoff_id = {held}",
            "sponsor_answer_stays",
        ),
    ),
    "nothing is built before it": Rule(
        says("petra", f"{ASKED}move/", "Hold the kickoff first", stage="building"),
        unfound("anna", f"{ASKED}move/", stage="building"),
        Sql(
            "UPDATE journeys_initiative SET stage = 'building' WHERE slug = 'asked'",
            "initiative_stage_needs_a_kickoff",
        ),
    ),
    "stopped for a reason": Rule(
        says("petra", f"{ASKED}move/", "why", stage="stopped", because=" "),
        unfound("anna", f"{ASKED}move/", stage="stopped", because="I say so"),
        Sql(
            "UPDATE journeys_initiative SET stage = 'stopped' WHERE slug = 'asked'",
            "initiative_stopped_for_a_reason",
        ),
    ),
}


@pytest.fixture
def rows(journey, petra, leo):
    """A draft, one whose sponsor was asked, one that was held, one led by ops; and
    three with a yes: as it was, rewritten since, and of a sponsor who left."""

    def kickoff(title, lead=petra, **said):
        return make.kickoff(make.initiative(title, lead, journey), **said)

    draft, asked = kickoff("Draft"), kickoff("Asked", held_on=today())
    held, his = kickoff("Held", held_on=today()), kickoff("His", leo)
    agreed, rewritten, left = (
        kickoff(title, held_on=today()) for title in ("Agreed", "Rewritten", "Left")
    )
    gone = make.person("Gus Holm", leo.teams.get(), role=Role.LEADER)
    for one in (asked, held, agreed, rewritten, left):
        one.ask(gone if one == left else leo, by=petra)
        one.schedule(on=today(), by=petra)
    for one in (held, agreed, rewritten, left):
        one.accept(by=one.sponsor)
    held.hold(on=today(), by=petra)
    rewritten.answer("ops_guardrail", "Anything", by=petra)
    gone.deactivate(by=petra)
    made = {"draft": draft, "asked": asked, "held": held, "his": his}
    made |= {"agreed": agreed, "left": left}
    return {name: each.pk for name, each in made.items()}


@three_ways(RULES)
def test_kickoff_rule_broken_on_purpose_changes_nothing(way, rows, request, browser):
    break_it(way, rows, request, browser)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journeys_sponsoranswer SET reason = 'Another'",
        "UPDATE journeys_sponsoranswer SET sponsor_id = asked_by_id",
        "UPDATE journeys_sponsoranswer SET asked_at = now()",
    ],
)
def test_sponsor_answer_of_before_stays_in_sql(sql, scheduled, leo, petra, as_pages):
    scheduled.decline(reason="No time", by=leo)
    before = list(SponsorAnswer.objects.values())

    with pytest.raises(DatabaseError, match="sponsor_answer_stays"):
        write(sql)

    assert list(SponsorAnswer.objects.values()) == before
