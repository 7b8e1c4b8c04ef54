"""P11 and P13: a thousand live connections, and how soon a change is on a screen."""

import asyncio
import contextlib
import gc
import http.client
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path

import psutil
import psycopg
import redis
from django.conf import settings
from django.db import transaction

from alignment.live import publish
from alignment.streams import CHANNEL
from tests.bench.row import Row
from tests.served import Served, free_port, served, wait_for

CONNECTIONS, TOLD, ROUNDS = 1_000, 20, 3
WATCHERS, CHANGES = 20, 40
SCREEN_SECONDS, DEBOUNCE_SECONDS = 2.0, 0.25
KILOBYTES = 60
DEMO = 400_000
ROOT = Path(__file__).resolve().parents[2]


def measure(size: int) -> list[Row]:
    """Streams hold no numbers: the demo is small whatever the size asked for."""
    with served(scale=min(size, 20_000) / DEMO) as site:
        with (
            _bare() as bare,
            contextlib.closing(redis.Redis.from_url(settings.LIVE_URL)) as line,
        ):
            ours, base, kilobytes = _by_turns(
                lambda: _thousand(site, lambda: line.publish(CHANNEL, "contacts")),
                lambda: _thousand(bare, lambda: _tell(bare.port)),
            )
        screen = asyncio.run(_screens(site))
    many = f"{CONNECTIONS:,} live connections"
    return [
        Row("P11", f"{many}, p99 of delivery ÷ bare ASGI", ours / base, 2),
        Row("P11", f"{many}, memory each ÷ {KILOBYTES} KB", kilobytes / KILOBYTES, 1),
        Row("P13", "commit to another screen, p99 ÷ 2 s", screen / SCREEN_SECONDS, 1),
    ]


Thousand = Callable[[], Coroutine[None, None, tuple[float, float]]]


def _by_turns(ours: Thousand, bare: Thousand) -> tuple[float, float, float]:
    """p99 seconds of both, and kilobytes a connection of ours when it was fresh.

    Whoever listens here collects no garbage meanwhile: that would count as theirs.
    """
    found, bases = [], []
    gc.collect()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            found.append(asyncio.run(ours()))
            bases.append(asyncio.run(bare()))
    finally:
        gc.enable()
    delays = [statistics.median(each[0] for each in runs) for runs in (found, bases)]
    return delays[0], delays[1], found[0][1]


class Stream:
    """One open stream; `heard` gets the time of each event."""

    def __init__(self, site: Served) -> None:
        self.site = site
        self.heard: asyncio.Queue[float] = asyncio.Queue()

    async def open(self) -> None:
        reader, self.writer = await asyncio.open_connection("127.0.0.1", self.site.port)
        request = (
            "GET /live/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: {self.site.cookies['member']}\r\n\r\n"
        )
        self.writer.write(request.encode())
        await reader.readuntil(b"retry: 2000\n\n")
        self.task = asyncio.create_task(self._listen(reader))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if line.startswith(b"data:"):
                self.heard.put_nowait(time.perf_counter())

    def close(self) -> None:
        self.task.cancel()
        self.writer.close()


async def _open(site: Served, count: int) -> list[Stream]:
    streams = [Stream(site) for _ in range(count)]
    for start in range(0, count, 20):
        await asyncio.gather(*(one.open() for one in streams[start : start + 20]))
    return streams


async def _thousand(site: Served, tell: Callable[[], object]) -> tuple[float, float]:
    """p99 seconds from telling to hearing, and kilobytes a connection."""
    warm = await _open(site, 20)
    before = site.process.memory_info().rss
    streams = await _open(site, CONNECTIONS)
    await asyncio.sleep(1)
    after = site.process.memory_info().rss
    took: list[float] = []
    for _ in range(TOLD):
        told = time.perf_counter()
        await asyncio.to_thread(tell)
        took += [await one.heard.get() - told for one in streams]
    for one in [*warm, *streams]:
        one.close()
    return _p99(took), (after - before) / CONNECTIONS / 1024


async def _screens(site: Served) -> float:
    """p99 seconds from a commit to a watcher's page, made anew because of it."""
    streams = await _open(site, WATCHERS)
    site.get("/")
    took: list[float] = []
    for _ in range(CHANGES):
        committed = time.perf_counter()
        await asyncio.to_thread(_refresh, site)
        heard = [await one.heard.get() for one in streams]
        await asyncio.to_thread(lambda: site.get("/", fragment=True))
        read = time.perf_counter() - max(heard)
        took += [at - committed + DEBOUNCE_SECONDS + read for at in heard]
    for one in streams:
        one.close()
    return _p99(took)


def _refresh(site: Served) -> None:
    """What a refresh of the numbers ends with."""
    with psycopg.connect(site.database) as session:
        session.execute("UPDATE kpis_freshness SET version = version + 1")
    _publish()


def _publish() -> None:
    with transaction.atomic():
        publish("contacts")


def _tell(port: int) -> None:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as line:
        line.request("POST", "/tell")
        line.getresponse().read()


def _p99(took: list[float]) -> float:
    return statistics.quantiles(took, n=100)[98]


@contextlib.contextmanager
def _bare() -> Iterator[Served]:
    port = free_port()
    command = ["uvicorn", "tests.bare_asgi:app", "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "--log-level", "error"], cwd=ROOT
    )
    try:
        wait_for(port)
        yield Served(port, {"member": ""}, 0, "", psutil.Process(process.pid))
    finally:
        process.kill()
        process.wait(15)
