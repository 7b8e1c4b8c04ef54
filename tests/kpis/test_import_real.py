"""Real files, through the pages, come out to the digit."""

import pytest
from django.db.models import Sum

from kpis.models import Contact, Customer
from tests.kpis.importing import DATA, bring, digest, read_inside, source, take_back

FIREFOX = (
    "firefox_contacts_2018-12_2019-12.csv",
    "firefox_contacts_2020-10_2021-12.csv",
)
BANK = "anonymous_bank_1999-01.txt"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.capability("C21"),
    pytest.mark.skipif(not DATA.exists(), reason="the real files are not here"),
]


@pytest.fixture(autouse=True)
def admin(client, ada, monkeypatch):
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)
    return ada


def test_import_of_the_firefox_files_twice_doubles_nothing(client):
    contents = [(name, (DATA / name).read_bytes()) for name in FIREFOX]

    first, second = (bring(client, text, name=name) for name, text in contents)
    before = digest()
    again = [bring(client, text, name=name) for name, text in contents]

    assert (first.rows_new, second.rows_new) == (18_312, 30_733)
    assert Contact.objects.count() == 49_045
    assert Customer.objects.count() == 42_052
    assert [(made.rows_new, made.rows_known) for made in again] == [
        (0, 18_312),
        (0, 30_733),
    ]
    assert digest() == before


def test_import_of_the_bank_file_is_guessed_and_can_be_undone(client):
    bring(client, (DATA / FIREFOX[0]).read_bytes(), name=FIREFOX[0])
    before = digest()

    made = bring(
        client, (DATA / BANK).read_bytes(), name=BANK, source=source("Bank").pk
    )

    calls = Contact.objects.filter(source__name="Bank")
    handled = calls.filter(is_handled=True)
    assert (made.rows_new, made.rows_refused) == (31_599, 0)
    assert (calls.count(), handled.count()) == (31_599, 27_060)
    talk = handled.aggregate(total=Sum("talk_seconds"))["total"]
    assert f"{talk / handled.count():.4f}" == "183.4517"
    assert digest() != before

    take_back(client, made)

    assert digest() == before
