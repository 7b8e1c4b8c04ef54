"""What lies on disk of an import, and what becomes of it when that is gone."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from kpis.models import Contact, ContactImport, Customer, Source
from kpis.operations import imports_files
from kpis.operations.imports_customers import with_customer_ids, with_keys
from tests.kpis.importing import (
    CALLS,
    HEAD,
    begin,
    bring,
    match,
    read_inside,
    store,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C21")]


@pytest.fixture(autouse=True)
def _signed_in(client, ada, monkeypatch):
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)


def test_import_keeps_no_raw_customer_id_once_it_is_through(client):
    bring(client, HEAD + "a1,2026-03-02 10:00:00,SECRET-76,Bill\n")
    rows = (
        "a1,2026-03-02 10:00:00,SECRET-77,Bill\na2,2026-03-02 10:00:00,SECRET-78,Bill"
    )
    made = upload(client, HEAD + rows + "\n")
    stored = made.file.path
    match(client, made)
    begin(client, made)

    store(made)

    folder = imports_files.folder(made.pk)
    kept = b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())
    assert kept  # a1 was known: it is stored from here should the first be undone
    assert b"SECRET" not in kept
    assert not Path(stored).exists()
    assert not any(b"SECRET" in each.key for each in Customer.objects.all())
    stored_rows = [*ContactImport.objects.values(), *Source.objects.values()]
    assert "SECRET" not in str(stored_rows)


def test_import_keeps_nothing_of_rows_that_were_all_new(client):
    made = bring(client, CALLS)

    assert not list(imports_files.folder(made.pk).rglob("*.parquet"))


@pytest.mark.parametrize("left", [0, 1])
def test_import_whose_parts_are_gone_is_set_aside_and_stores_nothing(
    client, monkeypatch, left
):
    monkeypatch.setattr("kpis.ingest.parts.ROWS_IN_PART", 2)
    made = upload(client, CALLS)
    match(client, made)
    begin(client, made)
    for part in imports_files.raw_parts(made.pk)[left:]:
        part.unlink()

    store(made)

    assert (made.state, Contact.objects.count()) == ("failed", 0)
    assert f"3 rows were read, and {2 * left} of them are" in made.problem
    assert "Upload the file again." in made.problem


def test_import_heeds_that_its_source_has_got_ids_of_its_own(client):
    made = bring(client, CALLS)
    rows = pl.DataFrame({"customer": ["c1"]})
    shared = with_keys(rows, made), with_customer_ids(rows, made)

    made.source.own_customer_ids = True

    assert with_keys(rows, made)["key"][0] != shared[0]["key"][0]
    own = with_customer_ids(rows, made)
    assert own["customer_id"][0] != shared[1]["customer_id"][0]


@pytest.mark.parametrize("kind", ["contacts", "customers"])
@pytest.mark.parametrize("name", ["blank.csv", "blank.xlsx"])
def test_import_of_blank_cells_is_refused_in_words(name, kind, client, tmp_path):
    path = tmp_path / name
    if name.endswith("xlsx"):
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet().write(0, 0, " ")
    else:
        path.write_bytes(b",,\n,,\n")

    made = upload(client, path.read_bytes(), name=name, kind=kind)

    assert made.state == "failed"
    assert made.problem.endswith(".")
    assert client.get(made.get_absolute_url()).status_code == 200
