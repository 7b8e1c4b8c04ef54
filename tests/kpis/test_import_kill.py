"""A worker killed at any moment costs time and no row."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from alignment.people.models import Role, Side
from kpis.import_tasks import store_import, sweep_imports, undo_import
from kpis.ingest import parts
from kpis.models import Contact, Customer, ImportChunk, RefusedRow
from kpis.number_tasks import sweep_refreshes
from tests import make
from tests.kpis.importing import begin, match, read_inside, upload

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.capability("C21")]
ROWS, CHUNK = 24_000, 1_500
MOMENTS = (0, 2, 5, 9, 13)
"""Killed when so many of the 16 chunks are done."""


def start_worker() -> subprocess.Popen[bytes]:
    name = connection.settings_dict["NAME"]
    host = quote(str(connection.settings_dict["HOST"]), safe="")
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "celery", "-A", "alignment", "worker"),
            *("--concurrency", "2", "--without-gossip", "--without-mingle"),
        ],
        env=os.environ
        | {
            "DATABASE_URL": f"postgresql://postgres@/{name}?host={host}",
            "SECRET_KEY": settings.SECRET_KEY,
            "CUSTOMER_SECRET": settings.CUSTOMER_SECRET,
        },
        cwd=settings.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def stop(worker: subprocess.Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(10)


def done_chunks(made) -> int:
    return ImportChunk.objects.filter(contact_import=made, is_done=True).count()


def wait_for(reached) -> None:
    """Wait as the product does: the beat sweeps, whatever message was lost."""
    end, next_sweep = time.monotonic() + 120, time.monotonic() + 1
    while not reached():
        assert time.monotonic() < end, "the worker did not get there"
        if time.monotonic() > next_sweep:
            next_sweep += 1
            sweep_imports.delay()
            sweep_refreshes.delay()
        time.sleep(0.02)


def the_file() -> str:
    rows = ["id,when,customer,reason"]
    for n in range(ROWS):
        when = "never" if n % 1000 == 7 else f"2026-03-{n % 28 + 1:02} 10:{n % 60:02}"
        rows.append(f"k{n},{when},c{n % 5000},Reason {n % 9}")
    return "\n".join(rows) + "\n"


def state(made) -> str:
    made.refresh_from_db()
    return str(made.state)


def interrupted(ring, moments) -> None:
    """A worker killed at each of these moments, the next one after it."""
    for reached in moments:
        worked(ring, reached)


def worked(ring, reached) -> None:
    """One worker, rung for once, and killed when what is waited for has come."""
    worker = start_worker()
    try:
        ring()
        wait_for(reached)
    finally:
        stop(worker)


def assert_exactly_the_rows_of_the_file(made) -> None:
    bad = [n for n in range(ROWS) if n % 1000 == 7]
    good = {f"k{n}" for n in range(ROWS)} - {f"k{n}" for n in bad}
    counts = (made.rows_new, made.rows_known, made.rows_refused)
    assert counts == (len(good), 0, len(bad))
    assert set(Contact.objects.values_list("external_id", flat=True)) == good
    assert Contact.objects.count() == len(good)
    lines = RefusedRow.objects.order_by("line").values_list("line", flat=True)
    assert list(lines) == [n + 2 for n in bad]
    assert Customer.objects.count() == 5000 - 5


@pytest.fixture
def begun(monkeypatch):
    monkeypatch.setattr(parts, "ROWS_IN_PART", CHUNK)
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    admin = make.person("Ada Nowak", make.team("Care", Side.OPS), role=Role.ADMIN)
    client = Client()
    client.force_login(admin)
    made = upload(client, the_file())
    match(client, made)
    begin(client, made)
    return made


def test_import_survives_five_kills_of_its_worker(begun):
    def ring():
        for _ in range(2):
            store_import.delay(import_id=begun.pk)

    interrupted(
        ring, [lambda most=most: done_chunks(begun) >= most for most in MOMENTS]
    )
    between = done_chunks(begun)
    worked(ring, lambda: state(begun) == "done")

    assert between < ROWS // CHUNK
    assert_exactly_the_rows_of_the_file(begun)

    begun.undo(by=begun.created_by)
    ring = lambda: undo_import.delay(import_id=begun.pk)  # noqa: E731
    interrupted(ring, [lambda: Contact.objects.count() < ROWS // 2])
    worked(ring, lambda: state(begun) == "undone")

    assert not Contact.objects.exists()
    assert not Customer.objects.exists()
