"""The rules of workarounds, broken on purpose: by form, by forged request, in SQL."""

import pytest

from journeys.operations.use_report import retire
from tests import make
from tests.journeys.days import today
from tests.journeys.rules import Rule, Sql, break_it, says, three_ways, unfound
from tests.journeys.uses import said_by

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C13")]
NEW, ASKED, DONE = (
    "/workarounds/{new}/",
    "/workarounds/{asked}/",
    "/workarounds/{done}/",
)
ACCEPT = "accepted_at = now(), accepted_by_id = {petra}"
RETIRE = "UPDATE journeys_workaround SET state = 'retired', retired_on = now()"
RULES = {
    "its fix names a release": Rule(
        says("petra", f"{NEW}fix/", "Choose the release", release=""),
        unfound("anna", f"{NEW}fix/", release="{fix}"),
        Sql(
            f"UPDATE journeys_workaround SET state = 'planned', {ACCEPT},"
            " owner_id = {petra} WHERE id = {new}",
            "workaround_fix_is_of_its_journey",
        ),
    ),
    "a release of its journey": Rule(
        says("petra", f"{ASKED}fix/", "is not a release of", release="{other}"),
        unfound("anna", f"{ASKED}fix/", release="{fix}"),
        Sql(
            "UPDATE journeys_workaround SET release_id = {other} WHERE id = {asked}",
            "workaround",
        ),
    ),
    "accepted before it is planned": Rule(
        says("petra", f"{NEW}fix/", "Accept it first", release="{fix}"),
        unfound("anna", f"{NEW}accept/", owner="{petra}"),
        Sql(
            "UPDATE journeys_workaround SET state = 'accepted', owner_id = {petra}"
            " WHERE id = {new}",
            "workaround_is_accepted_by_somebody",
        ),
    ),
    "an owner who may own": Rule(
        says("petra", f"{NEW}accept/", "from the list", owner="{anna}"),
        says("petra", f"{NEW}accept/", "from the list", owner="999999"),
        Sql(
            f"UPDATE journeys_workaround SET state = 'accepted', {ACCEPT},"
            " owner_id = {anna} WHERE id = {new}",
            "workaround",
        ),
    ),
    "rejected for a reason": Rule(
        says("petra", f"{NEW}reject/", "Say in one sentence", reason=" "),
        unfound("anna", f"{NEW}reject/", reason="It is mine"),
        Sql(
            "UPDATE journeys_workaround SET state = 'rejected' WHERE id = {new}",
            "workaround_rejected_for_a_reason",
        ),
    ),
    "not retired from where it is not planned": Rule(
        says("petra", f"{NEW}retire/", "Name the release that ends it first"),
        unfound("anna", f"{NEW}retire/"),
        Sql(f"{RETIRE} WHERE id = {{new}}", "workaround"),
    ),
    "not retired while somebody does it": Rule(
        says("petra", f"{ASKED}retire/", "has not said “no more”"),
        unfound("anna", f"{ASKED}retire/"),
        Sql(f"{RETIRE} WHERE id = {{asked}}", "workaround_retires_at_zero_use"),
    ),
    "only ops say whether they still do it": Rule(
        says("omar", f"{ASKED}answer/", "Enter a number", times_a_week="often"),
        unfound("petra", f"{ASKED}answer/", times_a_week="0"),
        Sql(
            "INSERT INTO journeys_usereport (workaround_id, person_id, asked_by_id,"
            " asked_at, times_a_week, answered_on) VALUES ({asked}, {petra}, {petra},"
            " now(), 0, now())",
            "report_is_of_ops",
        ),
    ),
    "only ops are asked": Rule(
        says("petra", f"{ASKED}ask/", "Choose whom to ask", people=[]),
        says("petra", f"{ASKED}ask/", "from the list", people=["{lea}"]),
        Sql(
            "UPDATE journeys_usereport SET person_id = {omar}"
            " WHERE workaround_id = {asked}",
            "report_stays_whose_it_is",
        ),
    ),
    "what was said before it was retired stays": Rule(
        says("omar", f"{DONE}answer/", "Enter at least 0", times_a_week="-1"),
        unfound("anna", f"{DONE}owner/", owner="{petra}"),
        Sql(
            "DELETE FROM journeys_usereport WHERE workaround_id = {done}",
            "workaround_retired_keeps_its_reports",
        ),
    ),
    "numbers that can be": Rule(
        says("anna", "/workarounds/add/", "Say how many", what="Copy", step="{step}"),
        says(
            "anna",
            "/workarounds/add/",
            "Choose the step",
            what="Copy",
            people_count="-1",
        ),
        Sql(
            "UPDATE journeys_workaround SET error_percent = 101 WHERE id = {new}",
            "workaround_amounts_make_sense",
        ),
    ),
}


@pytest.fixture
def rows(asked, steps, fix, anna, petra, omar):
    """One proposed, one whose staff are asked, and one that is retired."""
    other = make.release("Bill", today(), petra, make.journey("Pay", petra, omar))
    step = steps["Read the meter"]
    done = make.workaround("Print each label", step, anna)
    done.accept(owner=omar, by=petra)
    done.plan_fix(fix)
    said_by(done, anna, 0)
    retire(workaround=done, by=petra)
    made = {
        "new": make.workaround("Type it again", step, anna),
        "done": done,
        "other": other,
        "step": step,
    }
    return {name: each.pk for name, each in made.items()}


@three_ways(RULES)
def test_workaround_rule_broken_on_purpose_changes_nothing(way, rows, request, browser):
    break_it(way, rows, request, browser)
