"""The contacts behind a number: all of them, a page at a time, and as a file."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest

from kpis.models import Channel
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
