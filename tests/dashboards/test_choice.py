from datetime import date

import pytest
from django.http import QueryDict

from alignment.dashboards.home.choice import Choice


def test_choice_reads_an_address_and_writes_the_same_one():
    address = "lens=ops&weeks=26&journey=move-home&channel=2&on=2026-11-01"

    choice = Choice.read(QueryDict(address), lens="shared")

    assert choice == Choice("ops", 26, "move-home", 2, date(2026, 11, 1))
    assert choice.address() == f"?{address}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lens=boss",
        "weeks=13",
        "weeks=²",
        "weeks=-4",
        "channel=7",
        "channel=9999999999",
        "on=2026-02-30",
        "on=soon",
        "on=0001-01-01",
        "on=9999-12-31",
    ],
)
def test_choice_is_the_default_where_the_address_is_wrong(address):
    assert Choice.read(QueryDict(address), lens="shared") == Choice()


def test_choice_has_the_persons_own_lens_unless_the_address_names_one():
    assert Choice.read(QueryDict(""), lens="leaders").lens == "leaders"
    assert Choice.read(QueryDict("lens=ops"), lens="leaders").lens == "ops"


def test_choice_forgets_a_journey_that_is_not_shown():
    choice = Choice(journey="gone", weeks=4)

    assert choice.only({"move-home"}) == Choice(weeks=4)
    assert choice.only({"gone"}) == choice


def test_choice_is_filtered_by_anything_but_the_lens():
    assert not Choice(lens="ops").is_filtered
    assert Choice(weeks=4).is_filtered
    assert Choice(lens="ops", weeks=4, channel=1).unfiltered == "?lens=ops"
