"""A customer list: who is active on a journey since when, and until when."""

from datetime import date

import pytest
from django.urls import reverse

from kpis.models import Activity, ContactImport, RefusedRow
from tests import make
from tests.kpis.importing import bring, match, read_inside, upload

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C20")]
HEAD = "customer,journey,from,until\n"
FIELDS = ("journey__title", "active_from", "active_until")


@pytest.fixture(autouse=True)
def admin(client, ada, monkeypatch):
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)
    return ada


def stored():
    return list(Activity.objects.order_by("pk").values_list(*FIELDS))


def test_import_of_a_customer_list_stores_its_lines(client, journey):
    text = HEAD + "c1,Move home,2026-01-01,\nc2,move-home,2026-01-05,2026-02-01\n"

    made = bring(client, text, kind="customers")

    assert (made.state, made.rows_new, made.rows_refused) == ("done", 2, 0)
    assert sorted(stored(), key=lambda row: row[1]) == [
        ("Move home", date(2026, 1, 1), None),
        ("Move home", date(2026, 1, 5), date(2026, 2, 1)),
    ]
    made.source.refresh_from_db()
    assert made.source.has_customer_list


def test_import_of_the_same_customer_list_stores_nothing(client, journey):
    text = HEAD + "c1,Move home,2026-01-01,\nc2,Move home,2026-01-05,2026-02-01\n"
    bring(client, text, kind="customers")

    again = bring(client, text, kind="customers")

    assert (again.rows_new, again.rows_known) == (0, 2)
    assert Activity.objects.count() == 2


def test_import_of_a_newer_list_adds_only_what_it_says_otherwise(client, journey):
    text = HEAD + "c1,Move home,2026-01-01,\nc2,Move home,2026-01-05,2026-02-01\n"
    bring(client, text, kind="customers")

    newer = bring(client, text.replace("2026-02-01", "2026-03-01"), kind="customers")

    assert (newer.rows_new, newer.rows_known) == (1, 1)
    assert stored()[-1] == ("Move home", date(2026, 1, 5), date(2026, 3, 1))


def test_import_of_a_list_refuses_lines_that_make_no_sense(client, journey):
    text = (
        HEAD + "c1,Move home,2026-01-01,\n"
        "c1,Move home,2026-01-01,2026-05-01\n"
        ",Move home,2026-01-01,\n"
        "c4,Elsewhere,2026-01-01,\n"
        "c5,Move home,2026-02-30,\n"
        "c6,Move home,2026-02-01,2026-01-01\n"
    )

    made = bring(client, text, kind="customers", journey_0="")

    assert (made.rows_new, made.rows_refused) == (1, 5)
    assert list(RefusedRow.objects.values_list("line", "column", "value")) == [
        (3, "", ""),
        (4, "customer", ""),
        (5, "journey", "Elsewhere"),
        (6, "from", "2026-02-30"),
        (7, "until", "2026-01-01"),
    ]
    told = RefusedRow.objects.get(line=5).reason
    assert "No journey is called that. There are: move home" in told


def test_import_of_a_list_takes_a_journey_by_hand(client, journey):
    text = HEAD + "c1,Umzug,2026-01-01,\n"

    made = bring(client, text, kind="customers", journey_0=journey.pk)

    assert (made.rows_new, made.rows_refused) == (1, 0)
    assert stored() == [("Move home", date(2026, 1, 1), None)]


def test_import_of_a_list_without_journeys_is_for_all_that_are_live(
    client, journey, petra, omar
):
    make.journey("Pay a bill", petra, omar)
    make.journey("Not yet", petra, omar, live=False)

    made = bring(
        client,
        "customer,since\nc1,2026-01-01\n",
        kind="customers",
        journey="",
        journey_fixed="all",
    )

    assert made.rows_new == 1
    assert sorted(row[0] for row in stored()) == ["Move home", "Pay a bill"]


def test_import_match_of_a_list_wants_a_journey(client, journey):
    made = upload(client, "customer,since\nc1,2026-01-01\n", kind="customers")

    response = client.post(
        reverse("kpis:import-match", args=[made.pk]),
        {"customer": "c0", "active_from": "c1", "way": "iso", "nobody": "0"},
    )

    assert response.status_code == 422
    assert "Choose a column, one journey, or all live journeys." in response.text
    assert ContactImport.objects.get().mapping == {}


def test_import_check_of_a_list_shows_lines_as_they_would_be_stored(client, journey):
    made = upload(client, HEAD + "c1,Move home,2026-01-01,\n", kind="customers")
    match(client, made)

    page = client.get(reverse("kpis:import-check", args=[made.pk]))

    assert page.context["check"].good == 1
    headings = page.context["check"].headings
    assert headings == ["Customer", "Journey", "Active from"]
