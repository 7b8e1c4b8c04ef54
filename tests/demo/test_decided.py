"""Decisions, requirements and a test with customers stand in the demo as told."""

import pytest

from journeys.models import CustomerTest, Decision, Initiative, SliceRow
from journeys.queries.decision import decision_rows
from journeys.queries.involvement import involvements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("brightwater")]


@pytest.mark.capability("C10")
def test_demo_decisions_stand_in_every_state(brightwater):
    rows = decision_rows(Decision.objects.all(), brightwater)

    assert {row.initiative: row.state for row in rows} == {
        "Bills in plain words": "revisit",
        "Book your own visit": "taken",
        "Two homes, one account": "ops",
        "Final bill in a week": "ops",
    }
    edited = Decision.objects.get(initiative__title="Book your own visit")
    void = edited.approvals.exclude(voided_at=None)
    assert edited.approvals.count() == 4
    assert {each.voided_at for each in void} == {edited.edited_at}
    assert edited.taken_at == edited.approvals.live().latest("at").at


@pytest.mark.capability("C04")
def test_demo_decides_once_before_ops_came(brightwater):
    created = dict(Initiative.objects.values_list("pk", "created_at"))
    early = {
        pk
        for pk, each in involvements(created, brightwater).items()
        if each.was_decided_before
    }

    assert set(
        Initiative.objects.filter(pk__in=early).values_list("title", flat=True)
    ) == {"Two homes, one account"}


@pytest.mark.capability("C12")
def test_demo_draws_12_of_120_and_learns_from_them():
    initiative = Initiative.objects.get(title="Final bill in a week")
    test = CustomerTest.objects.get()

    assert initiative.requirements.count() == 120
    assert SliceRow.objects.count() == len(test.slice_rows) == 12
    assert test.outcome == "worked"
    assert test.learnt
