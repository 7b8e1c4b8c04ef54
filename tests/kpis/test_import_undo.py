"""An import undone leaves everything as if it had never come."""

from datetime import date

import pytest
from django.urls import reverse

from kpis.models import Contact, Customer, Reason, RefusedRow
from kpis.operations import imports_files
from kpis.operations.imports_undoing import undo
from kpis.operations.refresh import refresh
from tests import make
from tests.kpis.importing import (
    HEAD,
    begin,
    bring,
    digest,
    match,
    read_inside,
    store,
    take_back,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C21")]
MARCH = (
    HEAD + "a1,2026-03-02 10:00:00,c1,Bill\n"
    "a2,2026-03-04 10:00:00,c1,Bill\n"
    "a3,2026-03-04 11:00:00,c2,Meter\n"
)
APRIL = (
    HEAD + "a3,2026-04-04 11:00:00,c2,Meter\n"
    "b1,2026-04-02 10:00:00,c3,Bill\n"
    "b2,never,c4,Refund\n"
)


@pytest.fixture(autouse=True)
def admin(client, ada, monkeypatch):
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)
    return ada


def test_import_undo_brings_back_the_tables_of_before(client, ada):
    bring(client, MARCH)
    before = digest()

    later = bring(client, APRIL)
    between = digest()
    take_back(client, later)

    assert between != before
    assert digest() == before
    assert (later.state, later.undone_by) == ("undone", ada)
    assert not RefusedRow.objects.exists()
    assert not list(imports_files.folder(later.pk).rglob("*.parquet"))


def test_import_undo_of_the_first_gives_its_rows_to_the_next(client):
    first = bring(client, MARCH)
    later = bring(client, APRIL)
    assert (later.rows_new, later.rows_known) == (1, 1)

    take_back(client, first)

    later.refresh_from_db()
    assert (later.state, later.rows_new, later.rows_known) == ("done", 2, 0)
    assert later.rows_refused == 1
    assert Contact.objects.get(external_id="a3").day == date(2026, 4, 4)
    assert set(Contact.objects.values_list("external_id", flat=True)) == {"a3", "b1"}


def test_import_undo_is_as_if_it_had_never_come(client):
    first = bring(client, MARCH)
    bring(client, APRIL)
    take_back(client, first)
    undone = digest()
    for made in first.source.imports.exclude(pk=first.pk):
        take_back(client, made)

    bring(client, APRIL)

    alone = digest()
    for table in ("kpis_customer", "kpis_standingdelta", "kpis_footprint"):
        assert undone[table][0] == alone[table][0], table
    assert Contact.objects.count() == 2


def test_import_undo_keeps_reasons_that_somebody_mapped(client, journey):
    made = bring(client, MARCH)
    Reason.objects.filter(label="Bill").update(journey=journey)

    take_back(client, made)

    assert list(Reason.objects.values_list("label", flat=True)) == ["Bill"]
    assert not Customer.objects.exists()


def test_import_undo_twice_is_undone_once(client):
    made = bring(client, MARCH)

    take_back(client, made)
    when = made.undone_at
    response = client.post(reverse("kpis:import-undo", args=[made.pk]))

    made.refresh_from_db()
    assert (response.status_code, made.undone_at) == (302, when)


def test_import_undo_in_the_middle_of_an_import_takes_what_is_there(client):
    made = upload(client, MARCH)
    match(client, made)
    begin(client, made)

    client.post(reverse("kpis:import-undo", args=[made.pk]))
    store(made)
    undo(import_id=made.pk)
    refresh()

    made.refresh_from_db()
    assert made.state == "undone"
    assert not Contact.objects.exists()


def list_of(*lines: str) -> str:
    return "customer,journey,from,until\n" + "\n".join(lines) + "\n"


def test_import_undo_of_a_customer_list_brings_back_the_one_before(
    client, journey, petra, omar
):
    make.journey("Pay a bill", petra, omar)
    one = list_of("c1,Move home,2026-01-01,", "c2,pay-a-bill,2026-01-01,2026-02-01")
    bring(client, one, kind="customers")
    before = digest()

    changed = list_of("c1,move-home,2026-01-01,2026-03-01", "c3,Move home,2026-02-01,")
    later = bring(client, changed, kind="customers")
    assert digest() != before
    take_back(client, later)

    assert digest() == before
    later.source.refresh_from_db()
    assert later.source.has_customer_list
