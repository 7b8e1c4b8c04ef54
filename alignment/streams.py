"""Open lines to browsers, and the hub that tells them what Redis tells a process."""

import asyncio
import contextlib
import logging
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    MutableMapping,
)
from typing import Any

import redis
import redis.asyncio
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from alignment import lately
from alignment.people.queries.session import still_signed_in

logger = logging.getLogger(__name__)
CHANNEL = "alignment:live"
HEARTBEAT_SECONDS = 20
LISTEN_SECONDS = 1.0
CHECK_SECONDS = 5
ANYTHING = "data: *\n\n"
"""Told once Redis is back: nobody knows what changed meanwhile."""
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]


class Stream:
    """One open line. A browser that does not read gets each topic once, later.

    `behind`: the moment from which on it may have missed something, or None.
    """

    def __init__(
        self, send: Send, session: str = "", behind: float | None = None
    ) -> None:
        self.send = send
        self.session = session
        self.behind = behind
        self.over = asyncio.Event()
        self.waiting: dict[str, None] = {}
        self.writing: asyncio.Task[None] | None = None

    def tell(self, event: str) -> None:
        self.waiting[event] = None
        if self.writing is None:
            self.writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        try:
            while self.waiting:
                events, self.waiting = "".join(self.waiting), {}
                await self.send(more(events.encode()))
        except OSError:
            self.waiting = {}  # gone: the one who waits for that says goodbye
        finally:
            self.writing = None


class Hub:
    """One Redis subscription for a process, told on to every open stream."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.tasks: list[asyncio.Task[None]] = []
        self.is_listening, self.some_are_behind = asyncio.Event(), asyncio.Event()
        self.was_away = False

    @contextlib.asynccontextmanager
    async def line(
        self, send: Send, session: str = "", behind: float | None = None
    ) -> AsyncIterator[Stream]:
        """A stream that hears everything while the block runs, and since `behind`."""
        mine = Stream(send, session, behind)
        self.streams.add(mine)
        self.some_are_behind.set()
        if not self.tasks:
            # A new one: tasks of before may still be about to clear theirs.
            self.is_listening = asyncio.Event()
            self.tasks = [
                asyncio.create_task(work())
                for work in (self._listen, self._catch_up, self._beat, self._check)
            ]
        try:
            yield mine
        finally:
            self.streams.discard(mine)
            if not self.streams:
                for task in self.tasks:
                    task.cancel()
                self.tasks = []

    def tell(self, event: str) -> None:
        for stream in self.streams:
            stream.tell(event)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            self.tell(": still here\n\n")

    async def _check(self) -> None:
        """End the streams of those who signed out or may not come in any more."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            with contextlib.suppress(DatabaseError, InterfaceError):
                keys = {stream.session for stream in self.streams}
                stay = await sync_to_async(_still_signed_in)(keys)
                for stream in self.streams:
                    if stream.session in keys - stay:
                        stream.over.set()

    def _is_wanted(self) -> bool:
        """Whether the task that asks is still the hub's.

        The Redis client may lose a cancellation that comes while it connects.
        """
        return asyncio.current_task() in self.tasks

    async def _listen(self) -> None:
        listening = self.is_listening
        while self._is_wanted():
            try:
                await self._relay(listening)
            except (redis.RedisError, OSError):
                logger.warning("Redis is away: live updates wait")
                self.was_away = True
                await asyncio.sleep(1)
            finally:
                listening.clear()

    async def _relay(self, listening: asyncio.Event) -> None:
        client: Any = redis.asyncio.Redis.from_url(settings.LIVE_URL)
        async with client, client.pubsub() as pubsub:
            await pubsub.subscribe(CHANNEL)
            if await pubsub.get_message(timeout=LISTEN_SECONDS) is None:
                raise redis.TimeoutError
            listening.set()
            if self.was_away:
                self.tell(ANYTHING)
                self.was_away = False
            while self._is_wanted():
                message = await pubsub.get_message(
                    ignore_subscribe_messages=True, timeout=LISTEN_SECONDS
                )
                if message:
                    self.tell(f"data: {message['data'].decode()}\n\n")

    async def _catch_up(self) -> None:
        """Tell streams what changed before one listened for them."""
        while self._is_wanted():
            await self.some_are_behind.wait()
            await self.is_listening.wait()
            self.some_are_behind.clear()
            try:
                await self._tell_missed()
            except (redis.RedisError, OSError):
                self.some_are_behind.set()
                await asyncio.sleep(1)

    async def _tell_missed(self) -> None:
        late = {each: each.behind for each in self.streams if each.behind is not None}
        if not late:
            return
        client: Any = redis.asyncio.Redis.from_url(settings.LIVE_URL)
        async with client:
            changed = await lately.since(client, min(late.values()))
        for stream, behind in late.items():
            stream.behind = None
            for topic, at in changed.items():
                if at >= behind:
                    stream.tell(f"data: {topic}\n\n")


def _still_signed_in(keys: Collection[str]) -> set[str]:
    try:
        return still_signed_in(keys)
    finally:
        connection.close()


def more(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": True}
