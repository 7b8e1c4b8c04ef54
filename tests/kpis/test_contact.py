"""The contacts behind a number: all of them, a page at a time, and as a file."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest

from kpis.models import Channel, ContactImport, Reason
from tests.kpis import numbers

DAY = numbers.TODAY


@pytest.fixture
def many(petra, journey):
    """120 contacts on three days, 60 of them at one and the same moment."""
    meter = numbers.reason("meter", journey=journey)
    price = numbers.reason("=1+1")
    ann = numbers.customer("ann")
    noon = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
    rows = [numbers.contact(noon, meter, ann) for _ in range(60)]
    rows += [
        numbers.contact(
            noon - timedelta(days=1 + n % 2, minutes=n),
            price,
            None,
            channel=Channel.CHAT,
            is_handled=n < 10,
        )
        for n in range(60)
    ]
    bringing = numbers.store(rows, petra)
    numbers.settle()
    return bringing


def pages(client, url):
    """Every page from an address on, following its link to older ones."""
    found = []
    while url:
        text = client.get(url).content.decode()
        found.append(text)
        older = re.search(r'rel="next"\s+href="([^"]+)"', text)
        url = "/kpis/contacts/" + older[1].replace("&amp;", "&") if older else ""
    return found


def rows_of(text):
    return text.count('<th scope="row"')


def test_contact_list_pages_through_all_without_gap_or_double(client, petra, many):
    client.force_login(petra)

    found = pages(client, "/kpis/contacts/")

    assert [rows_of(page) for page in found] == [50, 50, 20]
    assert "120 contacts" in found[0]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("journey=move-home", 60),
        ("journey=none", 60),
        ("channel=2", 60),
        ("handled=yes", 10),
        ("handled=no", 110),
        (f"first={DAY}&last={DAY}", 60),
        ("first=2030-01-01&last=2030-01-02", 0),
        ("repeat=1", 59),
        ("repeat=same&channel=2", 0),
        ("reason=nonsense&before=nonsense", 120),
        ("before=0001-01-01T00:00:00%2B14:00|1|x", 120),
        ("before=9999-12-31T23:59:59-14:00|1|x", 120),
        ("first=0001-01-01&last=9999-12-31", 120),
    ],
)
def test_contact_list_is_narrowed_by_its_address(client, petra, many, query, count):
    client.force_login(petra)

    found = pages(client, f"/kpis/contacts/?{query}")

    assert sum(rows_of(page) for page in found) == count


def test_contact_list_of_one_import(client, petra, many):
    numbers.store([numbers.contact(DAY, numbers.reason("late"))], petra)
    numbers.settle()
    client.force_login(petra)

    found = pages(client, f"/kpis/contacts/?import={many.pk}")

    assert sum(rows_of(page) for page in found) == 120


def test_contact_list_shows_customers_only_as_a_short_hash(client, petra, many):
    client.force_login(petra)

    page = client.get("/kpis/contacts/").content.decode()

    key = bytes(numbers.customer("ann").key).hex()
    assert f"<code>{key[:8]}</code>" in page
    assert key[:9] not in page


def test_contact_export_has_every_row_and_no_formula(client, petra, many):
    client.force_login(petra)

    answer = client.get("/kpis/contacts/export/?channel=2")

    text = answer.getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert answer["Content-Disposition"].startswith('attachment; filename="contacts-')
    assert len(rows) == 60
    assert {row["Reason"] for row in rows} == {"'=1+1"}
    assert {row["Customer"] for row in rows} == {""}


@pytest.fixture
def many_reasons(many):
    """600 reasons more, which nobody gave."""
    source = many.source
    Reason.objects.bulk_create(
        Reason(source=source, label=f"Question about line {n} of the last bill")
        for n in range(600)
    )


def test_contact_list_stays_small_with_hundreds_of_reasons(
    client, petra, many, many_reasons
):
    client.force_login(petra)

    page = client.get("/kpis/contacts/").text

    assert len(page.encode()) < 120_000
    assert "Question about line" not in page
    assert "Words of the reason" in page
    assert rows_of(page) == 50


@pytest.mark.parametrize(
    ("words", "count"), [("ETE", 60), ("meter", 60), ("1", 60), ("nothing", 0)]
)
def test_contact_list_finds_reasons_by_their_words(
    client, petra, many_reasons, words, count
):
    client.force_login(petra)

    found = pages(client, f"/kpis/contacts/?about={words}")
    saved = client.get(f"/kpis/contacts/export/?about={words}").getvalue().decode()

    assert sum(rows_of(page) for page in found) == count
    assert len(saved.splitlines()) == 1 + count
    assert f'value="{words}"' in found[0]


def test_contact_list_keeps_the_reason_a_number_led_to(client, petra, many_reasons):
    meter = Reason.objects.get(label="=1+1")
    client.force_login(petra)

    found = pages(client, f"/kpis/contacts/?reason={meter.pk}")

    assert sum(rows_of(page) for page in found) == 60
    assert (
        f'<option value="{meter.pk}" selected>=1+1 (Phone system)</option>' in found[0]
    )


def test_contact_list_offers_all_reasons_while_they_are_few(client, petra, many):
    client.force_login(petra)

    page = client.get("/kpis/contacts/").text

    assert ">=1+1 (Phone system)</option>" in page
    assert "Words of the reason" not in page


def test_contact_list_offers_the_newest_imports_and_the_one_chosen(client, petra, many):
    client.force_login(petra)
    ContactImport.objects.bulk_create(
        ContactImport(
            source=many.source,
            file="imports/none.csv",
            file_name=f"day-{n}.csv",
            file_bytes=0,
            state=ContactImport.State.DONE,
            created_by=petra,
        )
        for n in range(150)
    )

    page = client.get("/kpis/contacts/").text
    chosen = client.get(f"/kpis/contacts/?import={many.pk}").text

    assert page.count(".csv, ") == 100
    assert f'<option value="{many.pk}" selected>' in chosen
    assert rows_of(chosen) == 50
