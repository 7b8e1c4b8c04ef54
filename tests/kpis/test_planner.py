"""What PostgreSQL knows of its tables before jobs ask much of it."""

from os import urandom

import pytest
from django.db import connection
from django.urls import reverse

from kpis.models import ContactImport, Customer
from kpis.operations.imports_undoing import undo
from kpis.operations.planner import analyze_misjudged
from kpis.operations.refresh import refresh
from tests.kpis.importing import HEAD, begin, bring, match, read_inside, store, upload

ROWS = 6000
FORGET = """
SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', %s,
                                 'relpages', 1, 'reltuples', %s::real)
"""
KNOWN = "SELECT reltuples FROM pg_class WHERE oid = %s::regclass"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def admin(client, ada, monkeypatch):
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)


@pytest.fixture
def stored(client):
    return bring(client, calls("a"))


def calls(letter: str, rows: int = ROWS) -> str:
    lines = (f"{letter}{n},2026-03-02 10:00:00,c{n},Bill" for n in range(rows))
    return HEAD + "\n".join(lines) + "\n"


def take_for_empty(*tables: str, rows: int = 0) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(FORGET, [table, rows])


def known_rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [table])
        return int(cursor.fetchone()[0])


def test_planner_looks_anew_at_what_it_takes_for_empty(stored):
    take_for_empty("kpis_contact", "kpis_customer")

    assert {"kpis_contact", "kpis_customer"} <= set(analyze_misjudged())
    assert known_rows("kpis_contact") == ROWS
    assert known_rows("kpis_customer") == ROWS


def test_planner_does_not_look_twice(stored):
    take_for_empty("kpis_contact")
    analyze_misjudged()

    assert "kpis_contact" not in analyze_misjudged()


@pytest.mark.django_db(transaction=True)
def test_planner_believes_what_was_looked_at_unless_much_came_since():
    make_customers(3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE kpis_customer")
    take_for_empty("kpis_customer", rows=10)

    assert analyze_misjudged() == []

    make_customers(3000)
    assert analyze_misjudged() == ["kpis_customer"]


def test_planner_leaves_small_tables_alone(stored, monkeypatch):
    monkeypatch.setattr("kpis.operations.planner.FEW_PAGES", 1_000_000)
    take_for_empty("kpis_contact")

    assert analyze_misjudged() == []


def make_customers(count: int) -> None:
    """So many more, committed, and counted by PostgreSQL."""
    Customer.objects.bulk_create(Customer(key=urandom(32)) for _ in range(count))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")


def begun(client) -> ContactImport:
    made: ContactImport = upload(client, calls("b", 20))
    match(client, made)
    begin(client, made)
    return made


def undoing(client) -> ContactImport:
    made: ContactImport = bring(client, calls("b", 20))
    client.post(reverse("kpis:import-undo", args=[made.pk]))
    return made


@pytest.mark.parametrize("work", ["an import", "an undo", "a refresh"])
def test_planner_is_told_before_the_work_begins(work, client, stored):
    """Else each row would be held against all rows of a table taken for empty."""
    made = undoing(client) if work == "an undo" else begun(client)
    take_for_empty("kpis_contact", "kpis_customer")

    if work == "an import":
        store(made, numbers=False)
    elif work == "an undo":
        undo(import_id=made.pk)
    else:
        refresh(rebuild=True)

    assert known_rows("kpis_contact") >= ROWS
    assert known_rows("kpis_customer") >= ROWS
