"""Publish and subscribe to what changed, and the one stream a browser opens.

A message is only the name of what changed; the page fetches its own fragment, so
nothing here can leak what a person may not see.
"""

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
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.views.decorators.http import require_safe

from alignment.people.queries.session import still_signed_in

logger = logging.getLogger(__name__)
CHANNEL = "alignment:live"
HEARTBEAT_SECONDS = 20
LISTEN_SECONDS = 1.0
CHECK_SECONDS = 5
PATH = "/live/"
TYPE = "text/event-stream"
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[Any, Any, Any], Awaitable[None]]


def publish(topic: str) -> None:
    """Tell all browsers, once the transaction is committed, that a topic changed.

    Topics: `contacts`, `journeys`, `people`, `releases`, `targets`, `import-<id>`.
    Without Redis nothing is told: pages are right again at the next visit.
    """
    transaction.on_commit(lambda: _send(topic), robust=True)


def _send(topic: str) -> None:
    try:
        client = redis.Redis.from_url(settings.LIVE_URL, socket_timeout=2)
        with contextlib.closing(client):
            client.publish(CHANNEL, topic)
    except redis.RedisError:
        logger.warning("Redis is away: %s was not told to browsers", topic)


@require_safe
def live_stream(request: HttpRequest) -> HttpResponse:
    """Let whoever is signed in listen; LiveStreams then keeps the line open."""
    response = HttpResponse("retry: 2000\n\n", content_type=TYPE)
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


class Stream:
    """One open line. A browser that does not read gets each topic once, later."""

    def __init__(self, send: Send, session: str = "") -> None:
        self.send = send
        self.session = session
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
                await self.send(_more(events.encode()))
        except OSError:
            self.waiting = {}  # gone: the one who waits for that says goodbye
        finally:
            self.writing = None


class Hub:
    """One Redis subscription for a process, told on to every open stream."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.tasks: list[asyncio.Task[None]] = []

    @contextlib.asynccontextmanager
    async def line(self, send: Send, session: str = "") -> AsyncIterator[Stream]:
        """A stream that hears everything while the block runs."""
        mine = Stream(send, session)
        self.streams.add(mine)
        if not self.tasks:
            self.tasks = [
                asyncio.create_task(work())
                for work in (self._listen, self._beat, self._check)
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
        while self._is_wanted():
            try:
                await self._relay()
            except (redis.RedisError, OSError):
                logger.warning("Redis is away: live updates wait")
                await asyncio.sleep(1)

    async def _relay(self) -> None:
        client: Any = redis.asyncio.Redis.from_url(settings.LIVE_URL)
        async with client, client.pubsub() as pubsub:
            await pubsub.subscribe(CHANNEL)
            while self._is_wanted():
                message = await pubsub.get_message(
                    ignore_subscribe_messages=True, timeout=LISTEN_SECONDS
                )
                if message:
                    self.tell(f"data: {message['data'].decode()}\n\n")


class LiveStreams:
    """Keeps streams open outside Django, once Django has said who may listen.

    A stream then holds neither a thread nor a database connection nor a request:
    a process bears about a thousand of them.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.hub = Hub()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        said: list[Message] = []

        async def listen(message: Message) -> None:
            said.append(message)

        await self.app(scope, receive, listen)
        if scope["method"] == "GET" and _is_stream(said):
            await self._keep(said, receive, send, _session(scope))
        else:
            for message in said:
                await send(message)

    async def _keep(
        self, said: list[Message], receive: Receive, send: Send, session: str
    ) -> None:
        start, *bodies = said
        kept = [
            pair for pair in start["headers"] if pair[0].lower() != b"content-length"
        ]
        await send({**start, "headers": kept})
        async with self.hub.line(send, session) as mine:
            for body in bodies:
                await send(_more(body.get("body", b"")))
            ends = [
                asyncio.create_task(work) for work in (_hung_up(receive), _over(mine))
            ]
            try:
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for end in ends:
                    end.cancel()
        if mine.over.is_set():
            await send({"type": "http.response.body", "body": b""})


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _over(stream: Stream) -> None:
    await stream.over.wait()


def _still_signed_in(keys: Collection[str]) -> set[str]:
    try:
        return still_signed_in(keys)
    finally:
        connection.close()


def _session(scope: Message) -> str:
    """The key of the session that a request's cookies name."""
    said = [value for name, value in scope.get("headers", ()) if name == b"cookie"]
    cookies = parse_cookie(b"; ".join(said).decode("latin-1"))
    return str(cookies.get(settings.SESSION_COOKIE_NAME, ""))


def _is_stream(said: list[Message]) -> bool:
    return bool(said) and any(
        name.lower() == b"content-type" and value.startswith(TYPE.encode())
        for name, value in said[0].get("headers", ())
    )


def _more(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": True}
