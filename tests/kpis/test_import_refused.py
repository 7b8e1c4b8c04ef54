"""Rows that cannot be stored are kept, with where they stand and what to mend."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import AsyncRequestFactory
from django.urls import reverse

from kpis.models import Contact, RefusedRow
from kpis.views.import_refused import import_refused_export
from tests.kpis.importing import HEAD, bring, match, read_inside, upload
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C21")]
ROWS = (
    HEAD + "a1,2026-03-02 10:00,c1,Bill\n"
    ",2026-03-02 10:00,c1,Bill\n"
    "a3,Wk 47,c1,Bill\n"
    "a4,2126-03-02 10:00,c1,Bill\n"
    "a5,2026-03-02 10:00,c1,Bill,and,more\n"
    '"a6,2026-03-02 10:00,c1,Bill\n'
    f"a7,2026-03-02 10:00,c1,{'x' * 201}\n"
    "a8,2026-03-02 10:00,c1,Bi\0ll\n"
    "=1+1,not a day,c1,Bill\n"
    "a9,2026-03-02 11:00,c1\n"
)


@pytest.fixture(autouse=True)
def admin(client, ada, monkeypatch):
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)
    return ada


def test_import_keeps_each_bad_row_with_line_column_value_and_reason(client):
    made = bring(client, ROWS)

    assert (made.rows_total, made.rows_new, made.rows_refused) == (10, 2, 8)
    kept = RefusedRow.objects.order_by("line").values_list("line", "column", "value")
    assert [(line, column, value[:9]) for line, column, value in kept] == [
        (3, "id", ""),
        (4, "when", "Wk 47"),
        (5, "when", "2126-03-0"),
        (6, "", ""),
        (7, "", ""),
        (8, "reason", "xxxxxxxxx"),
        (9, "", ""),
        (10, "when", "not a day"),
    ]
    assert RefusedRow.objects.get(line=4).reason == (
        "This is not a day as chosen: year first, like 2026-11-16 14:05:09."
    )
    ids = Contact.objects.order_by("external_id").values_list("external_id", flat=True)
    assert list(ids) == ["a1", "a9"]


def test_import_check_shows_bad_rows_before_anything_is_stored(client):
    made = upload(client, ROWS)
    match(client, made)

    page = client.get(reverse("kpis:import-check", args=[made.pk]))

    check = page.context["check"]
    assert (check.good, check.bad, check.looked_at) == (2, 8, 10)
    assert "Import 2 rows" in page.text
    assert "Wk 47" in page.text
    assert not Contact.objects.exists()


def test_import_check_names_channels_that_are_none_we_know(client):
    rows = "a1,2026-03-02 10:00,c1,Bill,{}\n"
    said = ("Pigeon", "phone", "Other", " Pigeon ", "Drum")
    made = upload(
        client,
        HEAD.replace("\n", ",channel\n") + "".join(map(rows.format, said)),
    )
    match(client, made)

    page = client.get(reverse("kpis:import-check", args=[made.pk]))

    assert page.context["check"].unknown_channels == ("Pigeon", "Drum")
    assert "are no channels we know and count as Other" in page.text


def test_import_refused_keeps_no_customer_ids(client):
    long, torn = "raw-id-" * 100, "raw-id-7"
    made = bring(
        client,
        f"{HEAD}a1,2026-03-02 10:00,{long},Bill\n"
        f"a2,2026-03-02 10:00,{torn},Bill,more,and more\n"
        "a3,2026-03-02 10:00,c3,Bill\n",
    )

    export = client.get(reverse("kpis:import-refused-export", args=[made.pk]))

    said = b"".join(export.streaming_content).decode()
    page = client.get(reverse("kpis:import-refused", args=[made.pk])).text
    assert made.rows_refused == 2
    assert "too long for a customer id" in said
    assert "raw-id" not in said + page
    assert not RefusedRow.objects.filter(value__contains="raw-id").exists()


def test_import_refuses_days_long_before_anybody_called(client):
    made = bring(client, f"{HEAD}a1,0001-01-02 10:00,c1,Bill\n", began="c1")

    refused = RefusedRow.objects.get(chunk__contact_import=made)
    assert refused.reason.startswith("This is not a day as chosen")
    assert client.get("/kpis/?weeks=all").status_code == 200


def test_import_refused_export_is_safe_in_a_spreadsheet(client):
    made = bring(client, HEAD + "a1,=cmd(),c1,Bill\na2,+4,c1,Bill\n", began="c1")

    response = client.get(reverse("kpis:import-refused-export", args=[made.pk]))

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="calls-refused.csv"'
    )
    assert lines[0] == "Line,Column,Value,Reason"
    assert lines[1].startswith("2,when,'=cmd(),")
    assert lines[2].startswith("3,when,'+4,")


def test_import_refused_export_is_sent_as_the_server_of_browsers_asks(client, ada):
    made = bring(client, HEAD + "a1,never,c1,Bill\n", began="c1")
    request: Any = AsyncRequestFactory().get("/")
    request.user = ada

    response = import_refused_export(request, made.pk)

    assert response.is_async


def test_import_refused_takes_the_same_queries_for_many_rows(client):
    made = bring(client, HEAD + "a1,never,c1,Bill\n", began="c1")
    chunk = made.chunks.get()

    def grow():
        RefusedRow.objects.bulk_create(
            RefusedRow(chunk=chunk, line=n, column="when", value="x", reason="No.")
            for n in range(30)
        )

    url = reverse("kpis:import-refused", args=[made.pk])
    assert_same_queries(client, url, grow)


def test_import_list_takes_the_same_queries_for_many_imports(client):
    made = bring(client, HEAD + "a1,2026-03-02 10:00,c1,Bill\n")

    def grow():
        for _ in range(29):
            made.pk = None
            made.save()

    assert_same_queries(client, reverse("kpis:import-list"), grow)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 x", "It is a PDF document, not a table."),
        (b"id,when\n", "It holds a header and no rows."),
        (b"PK\x03\x04 no workbook at all", "It is damaged or not a workbook"),
        (b"," * 600 + b"\n" + b"," * 600, "It holds no rows."),
        (b"\n".join([b",".join([b"x"] * 501)] * 2), "and 500 are the most."),
    ],
)
def test_import_of_a_file_that_is_no_table_is_set_aside_in_words(client, content, told):
    made = upload(client, content)

    assert made.state == "failed"
    assert made.problem.startswith("calls.csv could not be read. ")
    assert told in made.problem
    page = client.get(made.get_absolute_url())
    assert "This import was set aside" in page.text


def test_import_of_more_rows_than_allowed_is_set_aside(client, settings):
    settings.UPLOAD_ROWS_LIMIT = 2

    made = upload(client, HEAD + "a,b,c,d\n" * 3)

    assert made.state == "failed"
    assert "more than 2 rows" in made.problem


def test_import_add_refuses_files_that_are_too_large_or_no_table(client, settings):
    settings.UPLOAD_BYTES_LIMIT = 2**20
    url, data = reverse("kpis:import-add"), {"kind": "contacts", "name": "Phones"}
    large = SimpleUploadedFile("calls.csv", b"x" * (2**20 + 1))
    picture = SimpleUploadedFile("calls.png", b"x")

    first = client.post(url, data | {"file": large})
    second = client.post(url, data | {"file": picture})

    assert "This file is larger than 1 MB." in first.text
    assert "“calls.png” is not a table." in second.text
    assert {first.status_code, second.status_code} == {422}
