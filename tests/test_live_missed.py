"""What changes while a page is on its way to the browser, or Redis is away."""

import asyncio
import re
import time

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.urls import reverse

from alignment.lately import KEY
from alignment.live import LiveStreams, publish
from tests.test_live import Line, says_yes, scope, soon

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store():
    """What tells processes of changes, with nothing told yet."""
    with redis.Redis.from_url(settings.LIVE_URL) as client:
        client.delete(KEY)
        yield client


async def tell(topic: str) -> None:
    def told() -> None:
        publish(topic)
        connection.close()

    await asyncio.to_thread(told)


def heard(line: Line) -> set[str]:
    return set(re.findall("data: (.+)", line.text))


class Listening:
    """A browser's line that opens with the block and hangs up after it."""

    def __init__(self, since: str = "") -> None:
        self.streams, self.line = LiveStreams(says_yes), Line()
        self.scope = scope(query=f"since={since}")

    async def __aenter__(self) -> "Listening":
        line = self.line
        kept = self.streams(self.scope, line.receive, line.send)
        self.kept = asyncio.create_task(kept)
        await soon(self.is_open)
        return self

    def is_open(self) -> bool:
        return self.streams.hub.is_listening.is_set()

    async def __aexit__(self, *_: object) -> None:
        self.line.gone.set()
        await self.kept


def test_live_stream_begins_where_its_page_did(store):
    async def late() -> None:
        await tell("people")
        began = time.time()
        await tell("journeys")
        async with Listening(f"{began:.3f}") as mine:
            await soon(lambda: heard(mine.line))
            await tell("releases")
            await soon(lambda: "releases" in heard(mine.line))

            assert heard(mine.line) == {"journeys", "releases"}

    asyncio.run(late())


def test_live_stream_tells_the_second_page_what_it_missed_too(store):
    async def late() -> None:
        async with Listening() as first:
            began = time.time()
            await tell("journeys")
            await soon(lambda: heard(first.line))

            second = Listening(f"{began:.3f}")
            second.streams = first.streams
            async with second:
                await soon(lambda: heard(second.line))

            assert heard(second.line) == {"journeys"}
            assert first.line.text.count("journeys") == 1

    asyncio.run(late())


def test_live_stream_that_comes_after_all_have_gone_hears_again(store):
    async def again() -> None:
        async with Listening() as first:
            pass
        began = time.time()
        await tell("journeys")
        second = Listening(f"{began:.3f}")
        second.streams = first.streams
        async with second:
            await asyncio.sleep(1.2)  # whatever was left of the first line is over
            await tell("people")
            await soon(lambda: "people" in heard(second.line))

            third = Listening(f"{began:.3f}")
            third.streams = first.streams
            async with third:
                await soon(lambda: heard(third.line) == {"journeys", "people"})

        assert heard(second.line) == {"journeys", "people"}

    asyncio.run(again())


@pytest.mark.parametrize("since", ["", "soon", "nan", "inf", "-inf", "1e999"])
def test_live_stream_asked_for_since_nonsense_begins_now(since, store):
    async def listen() -> None:
        await tell("people")
        async with Listening(since) as mine:
            await tell("journeys")
            await soon(lambda: heard(mine.line))

            assert heard(mine.line) == {"journeys"}

    asyncio.run(listen())


def test_live_stream_says_that_anything_may_have_changed_once_redis_is_back(store):
    async def away() -> None:
        async with Listening() as mine:
            store.client_kill_filter(_type="pubsub")

            await soon(lambda: heard(mine.line))

            assert heard(mine.line) == {"*"}

    asyncio.run(away())


def test_live_topics_are_forgotten_after_a_minute(store, monkeypatch):
    publish("people")
    later = time.time() + 61
    monkeypatch.setattr("alignment.lately.time.time", lambda: later)

    publish("journeys")

    assert store.zrange(KEY, 0, -1) == [b"journeys"]
    assert 0 < store.ttl(KEY) <= 60


def test_live_page_says_when_it_began(client, petra):
    client.force_login(petra)
    before = time.time()

    page = client.get(reverse("journeys:journey-list")).content.decode()

    (said,) = re.findall(r'data-since="([^"]+)"', page)
    assert before - 0.001 <= float(said) <= time.time()
