"""P10 for what people write: what the register and the search add to it."""

import statistics
import time
from collections.abc import Callable

import psutil
from django.db import connection, transaction

from alignment.people.models import Person, Side
from journeys.models import Initiative, Journey
from journeys.operations.initiative import start_initiative
from journeys.operations.requirement_file import (
    add_requirements,
    read_requirements,
    text_of_file,
)
from tests import make
from tests.bench.row import Row

REQUIREMENTS, INITIATIVES, TIMES = 700, 500, 5
LISTED = 3
"""Rows of a list come by one statement, at a tenth of a millisecond each: beside that
what every row is registered and found by weighs more than beside a form."""
TRIGGERS = """
SELECT format('ALTER TABLE %%s %s TRIGGER %%I', tgrelid::regclass, tgname)
  FROM pg_trigger WHERE tgname = 'audit_note' OR starts_with(tgname, 'search_note_')
"""


def measure(size: int) -> list[Row]:
    """CPU of writing, ÷ the same without the triggers of register and search."""
    del size  # these numbers do not grow with contacts
    omar = make.person("Omar Haddad", make.team("Care", Side.OPS))
    petra = make.person("Petra Lind", make.team("Digital", Side.PRODUCT))
    journey = make.journey("Move home", petra, omar)
    initiative = make.initiative("Photo readings", petra, journey)
    file = _file()
    lists = _share(lambda: _import(file, initiative, petra))
    starts = _share(lambda: _start(journey, petra))
    what = "with register and search ÷ without"
    return [
        Row("P10", f"{REQUIREMENTS} requirements from a file, {what}", lists, LISTED),
        Row("P10", f"{INITIATIVES} initiatives started, {what}", starts, 2),
    ]


def _file() -> bytes:
    rows = [
        f"It does this and that whatever the day and place {n},Part {n % 12},K-{n},M"
        for n in range(REQUIREMENTS)
    ]
    return "\n".join(["Requirement,Group,Key,Size", *rows]).encode()


def _import(file: bytes, initiative: Initiative, by: Person) -> None:
    text = text_of_file(file)
    reading = read_requirements(text, chosen={}, initiative=initiative)
    add_requirements(reading=reading, initiative=initiative, name="list.csv", by=by)


def _start(journey: Journey, by: Person) -> None:
    for number in range(INITIATIVES):
        draft = Initiative(title=f"Fewer calls {number}", summary="Once", lead=by)
        start_initiative(draft=draft, journeys=[journey], steps=[], by=by)


def _share(write: Callable[[], None]) -> float:
    """By turns with and without, so that both meet the same noise."""
    whole, bare = [], []
    _cost(write)
    for _ in range(TIMES):
        whole.append(_cost(write))
        _triggers("DISABLE")
        bare.append(_cost(write))
        _triggers("ENABLE")
    return statistics.median(whole) / statistics.median(bare)


def _cost(write: Callable[[], None]) -> float:
    """CPU seconds of this process and its database's; nothing is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0])
    began = _spent(backend)
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    return _spent(backend) - began


def _spent(backend: psutil.Process) -> float:
    used = backend.cpu_times()
    return float(used.user + used.system + time.process_time())


def _triggers(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS % what)
        for (change,) in cursor.fetchall():
            cursor.execute(change)
