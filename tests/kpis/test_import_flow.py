"""A file from upload to the numbers, through the pages."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kpis.models import (
    Channel,
    Contact,
    ContactDay,
    ContactImport,
    Customer,
    Direction,
    DirtyCustomer,
    Source,
)
from kpis.operations.imports_storing import store_next
from tests.kpis.importing import (
    CALLS,
    HEAD,
    begin,
    bring,
    match,
    read_inside,
    source,
    store,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C21")]


@pytest.fixture(autouse=True)
def admin(client, ada, monkeypatch):
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)
    return ada


def test_import_goes_from_upload_to_numbers(client, ada):
    made = upload(client, CALLS)
    assert (made.state, made.rows_total, made.created_by) == ("matching", 3, ada)

    match(client, made)
    check = client.get(reverse("kpis:import-check", args=[made.pk])).context["check"]
    begin(client, made)
    store(made)

    assert (check.good, check.known, check.bad, check.is_whole) == (3, 0, 0, True)
    assert (made.state, made.rows_new, made.rows_known) == ("done", 3, 0)
    first = Contact.objects.get(external_id="a1")
    assert first.began_at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert (first.channel, first.direction) == (Channel.CALL, Direction.INBOUND)
    assert (first.is_handled, first.is_abandoned, first.is_complaint) == (
        True,
        False,
        False,
    )
    assert Contact.objects.get(external_id="a2").day == date(2026, 3, 3)
    assert Contact.objects.get(external_id="a3").customer_id is None
    assert Customer.objects.count() == 1
    days = ContactDay.objects.values_list("day", "inbound").order_by("day")
    assert list(days) == [
        (date(2026, 3, 2), 1),
        (date(2026, 3, 3), 1),
        (date(2026, 3, 4), 1),
    ]
    assert not DirtyCustomer.objects.exists()


def test_import_of_the_same_file_doubles_nothing(client):
    bring(client, CALLS)

    again = bring(client, CALLS)

    assert (again.state, again.rows_new, again.rows_known) == ("done", 0, 3)
    assert Contact.objects.count() == 3


def test_import_keeps_own_ids_of_sources_apart(client):
    own = source("Chats", own_customer_ids=True)

    bring(client, CALLS)
    bring(client, CALLS, source=own.pk)

    assert Customer.objects.count() == 2
    assert Contact.objects.count() == 6


def test_import_remembers_how_the_columns_of_a_source_were_matched(client):
    bring(client, CALLS, reason="", began="c1")

    later = upload(client, CALLS.replace("a1", "b1"))

    assert later.reading["is_remembered"] is True
    page = client.get(reverse("kpis:import-match", args=[later.pk]))
    assert page.context["form"]["reason"].value() == ""


def test_import_rows_without_id_are_stored_once_each(client):
    rows = "when,reason\n2026-03-02 10:00,Bill\n2026-03-02 10:00,Bill\n"

    first = bring(client, rows, id="")
    again = bring(client, rows + "2026-03-02 10:00,Bill\n", id="")

    assert (first.rows_new, again.rows_new, again.rows_known) == (2, 1, 2)
    assert Contact.objects.count() == 3


def test_import_of_an_id_twice_in_a_file_keeps_the_first_good_line(client):
    rows = (
        HEAD + "a1,nonsense,c1,Bill\n"
        "a1,2026-03-02 10:00:00,c1,Bill\n"
        "a1,2026-03-09 10:00:00,c1,Meter\n"
    )

    made = bring(client, rows, id="c0", second_id="", way="iso")

    assert (made.rows_new, made.rows_known, made.rows_refused) == (1, 1, 1)
    assert Contact.objects.get().day == date(2026, 3, 2)
    assert made.in_order


def test_import_match_offers_the_values_of_a_column(client):
    rows = "id,when,result\na1,2026-03-02 10:00,TALKED\na2,2026-03-02 11:00,GONE\n"
    made = upload(client, rows)
    url = reverse("kpis:import-match", args=[made.pk])

    looked = client.post(url, {"look": "1", "outcome": "c2", "began": "c1"})

    assert looked.status_code == 200
    form = looked.context["form"]
    assert form.fields["handled"].choices == [("GONE", "GONE"), ("TALKED", "TALKED")]
    assert not form.is_bound
    shown = [field.name for section in form.sections for field in section["fields"]]
    assert len(shown) == len(set(shown))
    assert set(shown) == set(form.fields)


def test_import_match_wants_to_know_what_handled_means(client):
    rows = "id,when,result\na1,2026-03-02 10:00,TALKED\na2,2026-03-02 11:00,GONE\n"
    made = upload(client, rows)
    url = reverse("kpis:import-match", args=[made.pk])
    data = {"id": "c0", "began": "c1", "way": "iso", "unit": "seconds"}

    response = client.post(url, data | {"outcome": "c2", "channel_fixed": "1"})

    assert response.status_code == 422
    assert "Tick every value that means it was handled." in response.text
    assert "<title>Error: " in response.text


def test_import_counts_outcomes_as_they_were_said_to_mean(client):
    rows = (
        "id,when,result,secs,via\n"
        "a1,2026-03-02 10:00,TALKED,0:02:05,Phone line\n"
        "a2,2026-03-02 11:00,GONE,12,Web chat\n"
        "a3,2026-03-02 12:00,ELSE,,carrier pigeon\n"
    )

    bring(
        client,
        rows,
        outcome="c2",
        handled=["TALKED"],
        abandoned=["GONE"],
        talk="c3",
        channel="c4",
        channel_0=Channel.CALL,
        channel_1=Channel.CHAT,
        channel_2=Channel.OTHER,
    )

    fields = ("is_handled", "is_abandoned", "talk_seconds", "channel")
    assert list(Contact.objects.order_by("external_id").values_list(*fields)) == [
        (True, False, 125, Channel.CALL),
        (False, True, 12, Channel.CHAT),
        (False, False, None, Channel.OTHER),
    ]


def test_import_add_wants_a_file_and_a_source(client):
    response = client.post(reverse("kpis:import-add"), {"kind": "contacts"})

    assert response.status_code == 422
    assert "Choose the file to upload." in response.text
    assert "Enter a name for the new source." in response.text
    assert not ContactImport.objects.exists()


def test_import_add_says_that_the_file_is_to_be_chosen_again(client):
    file = SimpleUploadedFile("calls.csv", CALLS.encode())

    response = client.post(
        reverse("kpis:import-add"), {"kind": "contacts", "file": file}
    )

    assert response.status_code == 422
    assert "Enter a name for the new source." in response.text
    assert "Choose the file again: browsers do not keep it." in response.text


def test_import_add_makes_a_source_of_a_new_name(client):
    file = SimpleUploadedFile("calls.csv", CALLS.encode())
    data = {"kind": "contacts", "name": "Help  desk", "time_zone": "Europe/Berlin"}

    client.post(reverse("kpis:import-add"), data | {"file": file})

    made = Source.objects.get()
    assert (made.name, made.slug) == ("Help desk", "help-desk")
    assert (made.time_zone, made.own_customer_ids) == ("Europe/Berlin", False)
    assert made.handling_definition == "talk + hold + after-contact work"


def test_import_show_goes_on_to_the_columns_once_they_are_read(client):
    made = upload(client, CALLS)

    whole = client.get(made.get_absolute_url())
    part = client.get(made.get_absolute_url(), headers={"HX-Request": "true"})

    onward = reverse("kpis:import-match", args=[made.pk])
    assert (whole.status_code, whole.url) == (302, onward)
    assert part.headers["HX-Redirect"] == onward


def test_import_begin_twice_begins_once(client):
    made = upload(client, CALLS)
    match(client, made)

    begin(client, made)
    begin(client, made)

    store(made)
    assert made.rows_new == 3


def test_import_begin_needs_matched_columns(client):
    made = upload(client, CALLS)

    response = client.post(reverse("kpis:import-begin", args=[made.pk]))

    assert response.status_code == 422
    assert "Match the columns first." in response.text


def test_import_waits_for_one_of_its_source_that_was_begun_before(client):
    first, second = upload(client, CALLS), upload(client, CALLS)
    for made in (first, second):
        match(client, made)
        begin(client, made)

    went = store_next(import_id=second.pk)

    assert went == 0
    assert not second.chunks.exists()
    store(first)
    second.refresh_from_db()
    assert (first.rows_new, second.rows_new, second.rows_known) == (3, 0, 3)


def test_import_discard_deletes_an_upload_but_no_import(client):
    waiting, done = upload(client, CALLS), bring(client, CALLS)

    client.post(reverse("kpis:import-discard", args=[waiting.pk]))
    refused = client.post(reverse("kpis:import-discard", args=[done.pk]))

    assert refused.status_code == 422
    assert list(ContactImport.objects.all()) == [done]


def test_import_reread_takes_the_first_row_as_data(client):
    made = upload(client, CALLS)
    url = reverse("kpis:import-reread", args=[made.pk])

    client.post(url, {"reading-header": "data"})

    made.refresh_from_db()
    assert (made.state, made.has_header) == ("reading", False)


@pytest.mark.parametrize("who", ["anna", "petra", "leo"])
def test_import_list_is_not_found_but_for_admins(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("kpis:import-list")).status_code == 404
    assert Source.objects.count() == 0
