"""Programs of ours beside the server: few at once, and none on the database's time."""

import time

import pytest
from django.db import connection

from alignment import apart
from alignment.apart import TookTooLong, run_apart
from tests.racing import at_once

SLEEP = ("-c", "import time; time.sleep(1)")


def test_apart_runs_few_at_once(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.1)

    done = at_once(*[lambda: run_apart(*SLEEP, seconds=9)] * 4, refused=TookTooLong)

    refused = [one for one in done if isinstance(one, TookTooLong)]
    assert len(refused) == 4 - apart.AT_ONCE


def test_apart_waits_its_turn():
    done = at_once(*[lambda: run_apart("-c", "print(1)", seconds=9)] * 4)

    assert [one.stdout.strip() for one in done] == [b"1"] * 4


def test_apart_ends_what_takes_too_long():
    began = time.monotonic()

    with pytest.raises(TookTooLong):
        run_apart("-c", "import time; time.sleep(60)", seconds=1)

    assert time.monotonic() - began < 10


@pytest.mark.django_db(transaction=True)
def test_apart_gives_its_connection_back():
    connection.ensure_connection()

    run_apart("-c", "pass", seconds=9)

    assert connection.connection is None
