"""The job that reads an upload: alone with it, from its first moment to its last."""

import os

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.db import connection

from kpis.ingest.child import read_apart
from kpis.models import ContactImport
from kpis.operations import imports_reading
from kpis.operations.imports_jobs import IMPORTS
from tests.kpis.importing import CALLS, source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.capability("C21")]


def waiting(by) -> ContactImport:
    made = ContactImport(
        source=source(), file_name="calls.csv", file_bytes=len(CALLS), created_by=by
    )
    made.file.save("calls.csv", ContentFile(CALLS.encode()))
    return made


def is_free(number: int) -> bool:
    """Whether another worker could take it now."""
    address = os.environ["DATABASE_URL"].replace(
        "/postgres?", f"/{connection.settings_dict['NAME']}?"
    )
    with psycopg.connect(address) as session:
        taken = session.execute(
            "SELECT pg_try_advisory_lock(%s, %s)", [IMPORTS, number]
        ).fetchone()
    return taken == (True,)


def test_import_being_read_is_not_taken_by_another_worker(omar, monkeypatch):
    made, free = waiting(omar), []

    def read_and_look(order):
        found = read_apart(order)
        free.append(is_free(made.pk))
        return found

    monkeypatch.setattr(imports_reading, "read_apart", read_and_look)

    imports_reading.read(import_id=made.pk)

    made.refresh_from_db()
    assert free == [False]
    assert (made.state, made.rows_total) == (ContactImport.State.MATCHING, 3)
    assert is_free(made.pk)
