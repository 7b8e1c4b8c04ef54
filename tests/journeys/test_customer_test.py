"""Tests with customers: recorded with the slice as it was, learnt from, edited."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from alignment.versions import version_of
from journeys.models import CustomerTest
from journeys.operations.slice import put_in, take_out
from tests import make
from tests.journeys.days import today
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C12")]


def said(**changed):
    return {
        "hypothesis": "Who sees the day does not call",
        "customers": "12",
        "measure": "Calls about the label",
        "unit": "per 100",
        "before": "14.5",
        "after": "",
        "tested_on": today().isoformat(),
        "learnt": "",
        "outcome": "",
    } | changed


@pytest.fixture
def add(initiative):
    return reverse("journeys:customer-test-add", args=[initiative.slug])


def edit(test):
    return reverse("journeys:customer-test-edit", args=[test.pk])


def test_customer_test_keeps_the_slice_as_it_was(petras, petra, initiative, add):
    rows = make.requirements(initiative, petra, "One", "Two", "Three", group="Labels")
    put_in(initiative=initiative, pks=[rows[2].pk, rows[0].pk], by=petra)

    petras.post(add, said())
    take_out(initiative=initiative, pks=[rows[0].pk])
    rows[2].delete()

    made = CustomerTest.objects.get()
    assert [row["text"] for row in made.slice_rows] == ["One", "Three"]
    page = petras.get(made.get_absolute_url()).text
    assert "Three" in page
    assert "Not known yet" in page
    assert "14.5" in page


def test_customer_test_says_numbers_as_one_writes_them(petras, add):
    petras.post(add, said(before="6", after="2.50", unit="of 14 customers"))

    made = CustomerTest.objects.get()
    form = petras.get(edit(made)).text
    assert 'value="6"' in form
    assert 'value="2.5"' in form
    page = " ".join(petras.get(made.get_absolute_url()).text.split())
    assert "From 6 to 2.5 of 14 customers" in page


def test_customer_test_says_first_what_was_learnt(petras, petra, initiative, kickoff):
    test = make.customer_test(initiative, petra)
    before = petras.get(initiative.get_absolute_url()).text
    sent = said(
        seen=version_of(test),
        learnt="They look at the mail, not at the app",
        outcome="did_not",
        after="15",
    )

    petras.post(edit(test), sent)

    page = petras.get(initiative.get_absolute_url()).text
    assert "Who sees the day does not call" in before
    assert "They look at the mail, not at the app" in page
    assert "It did not work" in page
    own = petras.get(test.get_absolute_url()).text
    assert own.index("They look at the mail") < own.index("Who sees the day")
    assert "<ins>It did not work</ins>" in own
    assert "Changed what was learnt" in own


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"hypothesis": ""}, "Write what you think will happen."),
        ({"customers": "0"}, "A test is with one customer at least."),
        ({"customers": "many"}, "Enter a whole number."),
        ({"measure": ""}, "Write what you measure."),
        ({"unit": ""}, "Write the unit."),
        ({"before": "a lot"}, "Enter a number, like 12.5."),
        ({"tested_on": "soon"}, "Enter a day, like 16 November 2026."),
        ({"tested_on": "9999-01-01"}, "This day is too far away."),
        ({"outcome": "worked"}, "Say what was learnt, whatever came out."),
        (
            {"outcome": "worked", "learnt": "It helps", "tested_on": "2099-12-24"},
            "This day is still to come. Say how it went afterwards.",
        ),
        ({"after": "9", "tested_on": "2099-12-24"}, "This day is still to come."),
        ({"after": "1,400"}, "Use a point for decimals, like 1.5, and no comma."),
        ({"outcome": "nonsense"}, "Choose from the list how it went."),
    ],
)
def test_customer_test_says_what_is_wrong(wrong, sentence, petras, add):
    response = petras.post(add, said(**wrong))

    assert response.status_code == 422
    assert sentence in response.text
    assert not CustomerTest.objects.exists()


def test_customer_test_says_numbers_without_zeros_that_say_nothing(
    petras, petra, initiative
):
    test = make.customer_test(initiative, petra, before="31.50", after="14.00")
    sent = said(seen=version_of(test), before="1,5", after="14")

    pages = [
        petras.get(each).text
        for each in (
            test.get_absolute_url(),
            edit(test),
            initiative.get_absolute_url(),
        )
    ]
    petras.post(edit(test), sent)

    assert all("31.5" in page and "31.50" not in page for page in pages)
    assert all("14.00" not in page for page in pages)
    assert "<ins>1.5</ins>" in petras.get(test.get_absolute_url()).text


def test_customer_test_edit_by_two_shows_both_versions(
    petras, petra, omar, browser, initiative
):
    test = make.customer_test(initiative, petra)
    sent = said(seen=version_of(test))
    browser(omar).post(edit(test), sent | {"learnt": "Theirs"})

    response = petras.post(edit(test), sent | {"learnt": "Mine"})

    test.refresh_from_db()
    assert response.status_code == 409
    assert test.learnt == "Theirs"
    assert "Omar Haddad changed this" in response.text


def test_customer_test_of_agents_is_for_reading(browser, anna, petra, initiative, add):
    test = make.customer_test(initiative, petra)
    annas = browser(anna)

    assert annas.get(test.get_absolute_url()).status_code == 200
    assert annas.post(add, said()).status_code == 404
    assert annas.post(edit(test), said()).status_code == 404
    assert CustomerTest.objects.count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journeys_customertest SET slice_rows = '[]'",
        "UPDATE journeys_customertest SET customers = 0",
        "UPDATE journeys_customertest SET outcome = 'worked'",
        "UPDATE journeys_customertest SET outcome = 'maybe', learnt = 'x'",
        "UPDATE journeys_customertest SET hypothesis = ''",
    ],
)
def test_customer_test_past_the_models_is_refused(sql, petra, initiative, as_pages):
    make.customer_test(initiative, petra, slice_rows=[{"text": "One"}])
    before = list(CustomerTest.objects.values())

    with pytest.raises(IntegrityError):
        write(sql)

    assert list(CustomerTest.objects.values()) == before
