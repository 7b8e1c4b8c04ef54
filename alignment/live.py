"""Publish and subscribe to what changed, and the one stream a browser opens.

A message is only the name of what changed; the page fetches its own fragment, so
nothing here can leak what a person may not see.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

import redis
import redis.asyncio
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, StreamingHttpResponse

logger = logging.getLogger(__name__)
CHANNEL = "alignment:live"
HEARTBEAT_SECONDS = 20
QUEUE_LENGTH = 64


def publish(topic: str) -> None:
    """Tell all browsers, once the transaction is committed, that a topic changed.

    Topics: `contacts`, `journeys`, `people`, `releases`, `import-<id>`. Without
    Redis nothing is told: pages are right again at the next visit.
    """
    transaction.on_commit(lambda: _send(topic), robust=True)


def _send(topic: str) -> None:
    try:
        client = redis.Redis.from_url(settings.LIVE_URL, socket_timeout=2)
        with contextlib.closing(client):
            client.publish(CHANNEL, topic)
    except redis.RedisError:
        logger.warning("Redis is away: %s was not told to browsers", topic)


class Hub:
    """One Redis subscription for a process, fanned out to a queue a browser."""

    def __init__(self) -> None:
        self.queues: set[asyncio.Queue[str]] = set()
        self.listener: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def queue(self) -> AsyncIterator[asyncio.Queue[str]]:
        """A queue of topics, open while the block runs."""
        mine: asyncio.Queue[str] = asyncio.Queue(QUEUE_LENGTH)
        self.queues.add(mine)
        if self.listener is None or self.listener.done():
            self.listener = asyncio.create_task(self._listen())
        try:
            yield mine
        finally:
            self.queues.discard(mine)
            if not self.queues and self.listener is not None:
                self.listener.cancel()
                self.listener = None

    async def _listen(self) -> None:
        while True:
            try:
                await self._relay()
            except (redis.RedisError, OSError):
                logger.warning("Redis is away: live updates wait")
                await asyncio.sleep(1)

    async def _relay(self) -> None:
        client: Any = redis.asyncio.Redis.from_url(settings.LIVE_URL)
        async with client, client.pubsub() as pubsub:
            await pubsub.subscribe(CHANNEL)
            async for message in pubsub.listen():
                if message["type"] == "message":
                    self._fan_out(message["data"].decode())

    def _fan_out(self, topic: str) -> None:
        for queue in self.queues:
            if queue.full():  # a browser that does not read keeps the newest
                queue.get_nowait()
            queue.put_nowait(topic)


hub = Hub()


async def live_stream(request: HttpRequest) -> StreamingHttpResponse:
    """Server-sent events: one message a change, holding its topic."""
    response = StreamingHttpResponse(_events(), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _events() -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    async with hub.queue() as queue:
        while True:
            try:
                topic = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
                yield f"data: {topic}\n\n"
            except TimeoutError:
                yield ": still here\n\n"
