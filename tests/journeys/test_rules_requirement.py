"""The rules of requirements and tests, broken on purpose: by form, forged, in SQL."""

import pytest

from journeys.operations.slice import put_in
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

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C12")]
LIST = "/initiatives/qr-labels/requirements/"
ADD, EDIT = "/initiatives/qr-labels/tests/add/", "/tests/{test}/edit/"
SAID = {
    "hypothesis": "Who sees the day does not call",
    "customers": "12",
    "measure": "Calls",
    "unit": "per 100",
    "before": "14.5",
    "after": "9",
    "tested_on": today().isoformat(),
    "learnt": "It helps",
    "outcome": "worked",
}
RULES = {
    "a requirement says something": Rule(
        says("petra", "/requirements/{one}/", "Write what is asked for", text=" "),
        unfound("anna", "/requirements/{one}/", text="Mine"),
        Sql("UPDATE journeys_requirement SET text = ''", "requirement_says_something"),
    ),
    "and says it once": Rule(
        says(
            "petra", "/requirements/{one}/", "list already", text="TWO", seen="{seen}"
        ),
        says("petra", f"{LIST}add/", "Paste some text", pasted=" "),
        Sql(
            "UPDATE journeys_requirement SET text = 'TWO' WHERE id = {one}",
            "requirement_text_is_once",
        ),
    ),
    "a row is in the slice once": Rule(
        says("petra", f"{LIST}slice/", "Tick the rows first", what="in"),
        unfound("anna", f"{LIST}slice/", what="in", rows="{two}"),
        Sql(
            "INSERT INTO journeys_slicerow (requirement_id, place, put_at, put_by_id)"
            " VALUES ({one}, 2, now(), {petra})",
            "requirement_id",
        ),
    ),
    "a test is with customers": Rule(
        says("petra", ADD, "one customer at least", **SAID | {"customers": "0"}),
        unfound("anna", ADD, **SAID),
        Sql(
            "UPDATE journeys_customertest SET customers = 0",
            "customer_test_is_with_customers",
        ),
    ),
    "it has a hypothesis and a measure": Rule(
        says("petra", ADD, "Write what you measure", **SAID | {"measure": ""}),
        says("petra", ADD, "Write what you think", **SAID | {"hypothesis": "\n"}),
        Sql(
            "UPDATE journeys_customertest SET hypothesis = ''",
            "customer_test_says_what_and_how",
        ),
    ),
    "it ends in what was learnt": Rule(
        says("petra", ADD, "Say what was learnt", **SAID | {"learnt": ""}),
        says("petra", ADD, "Choose from the list", **SAID | {"outcome": "won"}),
        Sql(
            "UPDATE journeys_customertest SET outcome = 'worked'",
            "customer_test_ends_in_what_was_learnt",
        ),
    ),
    "it is of the slice as it was then": Rule(
        overtaken(
            "petra",
            EDIT,
            "Nothing of yours is saved",
            **SAID,
            seen="0",
            slice_rows="[]",
        ),
        unfound("anna", EDIT, **SAID),
        Sql(
            "UPDATE journeys_customertest SET slice_rows = '[]'",
            "customer_test_slice_stays",
        ),
    ),
}


@pytest.fixture
def rows(initiative, petra):
    """Two requirements, the first of them in the slice, and a test of it."""
    one, two = make.requirements(initiative, petra, "One", "Two")
    put_in(initiative=initiative, pks=[one.pk], by=petra)
    test = make.customer_test(initiative, petra, slice_rows=[{"text": "One"}])
    seen = one.events.latest("pgh_id").pgh_id
    made = {"one": one, "two": two, "test": test}
    return {name: each.pk for name, each in made.items()} | {"seen": seen}


@three_ways(RULES)
def test_requirement_rule_broken_on_purpose_changes_nothing(
    way, rows, request, browser
):
    break_it(way, rows, request, browser)
