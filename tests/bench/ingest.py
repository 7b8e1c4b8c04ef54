"""P1 to P3: bringing contacts in, beside what PostgreSQL and Django alone need."""

import gc
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone

from alignment.people.models import Person, Role, Side
from kpis.import_tasks import WORKERS
from kpis.ingest.plan import Plan
from kpis.models import Contact, ContactImport, Customer, Reason, Source
from kpis.operations.imports_reading import read
from kpis.operations.imports_storing import store_next
from kpis.operations.refresh import refresh
from tests.bench.row import Row

RUNS = 3
CUSTOMERS_PER_CONTACT = 0.2
DAYS = 540
EMPTY = (
    "TRUNCATE kpis_contact, kpis_customer, kpis_activity, kpis_reason, kpis_refusedrow,"
    " kpis_importchunk, kpis_contactimport, kpis_contactday, kpis_contactrepeat,"
    " kpis_footprint, kpis_standingdelta, kpis_dirtyday, kpis_dirtycustomer,"
    " kpis_target, kpis_freshness CASCADE"
)
TO_TEXT = "COPY kpis_contact TO STDOUT"
FROM_TEXT = "COPY bench_bare FROM STDIN"
PLAN = Plan(
    id="c0",
    began="c1",
    customer="c2",
    reason="c3",
    talk="c4",
    outcome="c5",
    handled=("answered",),
    abandoned=("lost",),
)


def measure(size: int) -> list[Row]:
    """First import, the same again, and CPU a row, each a median of three."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        _write(path, size)
        firsts, agains, costs = [], [], []
        for _ in range(RUNS):
            _empty()
            before = _cpu()
            firsts.append(_seconds(lambda: _bring(path)))
            costs.append((_cpu() - before) / size)
            agains.append(_seconds(lambda: _bring(path)))
        text = _as_text(path)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_bare (LIKE kpis_contact)")
        copy = statistics.median(
            [_seconds(lambda: _bare_copy(text)) for _ in range(RUNS)]
        )
    bulk = statistics.median(_bulk_create_cpu(5_000) for _ in range(RUNS))
    _empty()
    return [
        Row("P1", "first import ÷ bare COPY", statistics.median(firsts) / copy, 3),
        Row(
            "P2", "the same file again ÷ bare COPY", statistics.median(agains) / copy, 3
        ),
        Row("P3", "CPU a row ÷ bulk_create", statistics.median(costs) / bulk, 0.1),
    ]


def _write(path: Path, size: int) -> None:
    """Synthetic contacts over 18 months; a customer has five of them."""
    chance = random.Random(7)  # noqa: S311 -- the same file at every run
    first = datetime(2025, 1, 1, tzinfo=UTC)
    customers = max(1, int(size * CUSTOMERS_PER_CONTACT))
    moments = [chance.randrange(DAYS * 86_400) for _ in range(size)]
    moments.sort()
    pl.DataFrame(
        {
            "id": [f"{chance.getrandbits(48):012x}{n:08x}" for n in range(size)],
            "began": pl.Series(
                [first + timedelta(seconds=each) for each in moments]
            ).dt.strftime("%Y-%m-%d %H:%M:%S"),
            "customer": [f"C{chance.randrange(customers):09}" for _ in range(size)],
            "reason": [f"Reason {chance.randrange(60)}" for _ in range(size)],
            "talk": [chance.randrange(900) for _ in range(size)],
            "outcome": chance.choices(["answered", "lost"], [9, 1], k=size),
        }
    ).write_csv(path)


def _bare_copy(text: Path) -> None:
    """The same contacts, ready as text, into a table like theirs without an index.

    The table is there before, like theirs: PostgreSQL logs what comes into it.
    """
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bench_bare")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        with text.open("rb") as file, cursor.copy(FROM_TEXT) as stream:
            while block := file.read(2**20):
                stream.write(block)


def _as_text(path: Path) -> Path:
    """The contacts that are stored now, as PostgreSQL itself writes them."""
    text = path.with_suffix(".text")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        with text.open("wb") as file, cursor.copy(TO_TEXT) as stream:
            for row in stream:
                file.write(row)
    return text


def _bring(path: Path) -> None:
    """Upload to numbers, as the jobs do it: two workers store side by side."""
    with path.open("rb") as file:
        made = ContactImport(
            source=_source(),
            file_name=path.name,
            file_bytes=path.stat().st_size,
            created_by=_person(),
        )
        made.file.save(path.name, File(file))
    read(import_id=made.pk)
    made.refresh_from_db()
    made.match(PLAN.to_json(), by=made.created_by)
    made.begin(by=made.created_by)
    with ThreadPoolExecutor(WORKERS) as workers:
        _ring(workers, made.pk)
    refresh()  # as the sweep does, for an import that closed during the last one
    made.refresh_from_db()
    if made.state != ContactImport.State.DONE:
        raise RuntimeError(f"the import is {made.state}: {made.problem}")


def _ring(workers: ThreadPoolExecutor, import_id: int) -> None:
    """Work as the job `store_import` does: ring for what is next, else refresh."""
    waiting = {workers.submit(_job, import_id)}
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for _ in range(sum(each.result() for each in done)):
            waiting.add(workers.submit(_job, import_id))


def _job(import_id: int) -> int:
    try:
        more = store_next(import_id=import_id, workers=WORKERS)
        if not more:
            refresh()
        return more
    finally:
        connection.close()


def _bulk_create_cpu(rows: int) -> float:
    """CPU seconds a row of Django itself with ignore_conflicts."""
    _empty()
    source = _source()
    reason = Reason.objects.create(source=source, label="Any")
    customer = Customer.objects.create(key=b"0" * 32)
    now = timezone.now()
    contacts = [
        Contact(
            source=source,
            external_id=f"b{n:09}",
            began_at=now,
            day=now.date(),
            customer=customer,
            reason=reason,
            contact_import_id=1,
            channel=1,
            direction=1,
            is_handled=True,
            is_abandoned=False,
            is_complaint=False,
        )
        for n in range(rows)
    ]
    before = _cpu()
    Contact.objects.bulk_create(contacts, batch_size=1000, ignore_conflicts=True)
    return (_cpu() - before) / rows


def _empty() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(EMPTY)
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def _source() -> Source:
    return Source.objects.get_or_create(name="Bench", slug="bench")[0]


def _person() -> Person:
    found = Person.objects.filter(role=Role.ADMIN).first()
    return found or Person.objects.create_user(
        "bench@example.org", name="Ada Nowak", side=Side.OPS, role=Role.ADMIN
    )


def _seconds(work: Callable[[], None]) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _cpu() -> float:
    """CPU seconds of this process and the readers it has started."""
    mine = resource.getrusage(resource.RUSAGE_SELF)
    readers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + readers.ru_utime + readers.ru_stime
