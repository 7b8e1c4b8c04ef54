"""Publish and subscribe to what changed, and the one stream a browser opens.

A message is only the name of what changed; the page fetches its own fragment, so
nothing here can leak what a person may not see.
"""

import asyncio
import contextlib
import logging
import math
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

import redis
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from alignment import lately
from alignment.streams import CHANNEL, Hub, Message, Receive, Send, Stream, more

logger = logging.getLogger(__name__)
PATH = "/live/"
TYPE = "text/event-stream"
App = Callable[[Any, Any, Any], Awaitable[None]]


def publish(topic: str) -> None:
    """Tell all browsers, once the transaction is committed, that a topic changed.

    Topics: `actions`, `contacts`, `decisions`, `initiatives`, `insights`, `journeys`,
    `meetings`, `people`, `releases`, `requirements`, `targets`, `threads`,
    `workarounds`, `import-<id>`, and what `personal` makes.
    Without Redis nothing is told; once it is back, browsers ask for all they show.
    """
    transaction.on_commit(lambda: _send(topic), robust=True)


def personal(topic: str, person_id: int) -> str:
    """A topic of one person's own. All browsers hear it; only theirs know whose."""
    secret = salted_hmac("alignment.live.personal", f"{topic}:{person_id}")
    return f"{topic}-{secret.hexdigest()[:20]}"


def _send(topic: str) -> None:
    try:
        client = redis.Redis.from_url(settings.LIVE_URL, socket_timeout=2)
        with contextlib.closing(client), client.pipeline() as pipeline:
            lately.note(pipeline, topic)
            pipeline.publish(CHANNEL, topic)
            pipeline.execute()
    except redis.RedisError:
        logger.warning("Redis is away: %s was not told to browsers", topic)


@require_safe
def live_stream(request: HttpRequest) -> HttpResponse:
    """Let whoever is signed in listen; LiveStreams then keeps the line open."""
    response = HttpResponse("retry: 2000\n\n", content_type=TYPE)
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


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
            await self._keep(said, scope, receive, send)
        else:
            for message in said:
                await send(message)

    async def _keep(
        self, said: list[Message], scope: Message, receive: Receive, send: Send
    ) -> None:
        start, *bodies = said
        kept = [
            pair for pair in start["headers"] if pair[0].lower() != b"content-length"
        ]
        await send({**start, "headers": kept})
        async with self.hub.line(send, _session(scope), _since(scope)) as mine:
            for body in bodies:
                await send(more(body.get("body", b"")))
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


def _session(scope: Message) -> str:
    """The key of the session that a request's cookies name."""
    said = [value for name, value in scope.get("headers", ()) if name == b"cookie"]
    cookies = parse_cookie(b"; ".join(said).decode("latin-1"))
    return str(cookies.get(settings.SESSION_COOKIE_NAME, ""))


def _since(scope: Message) -> float | None:
    """When the page began that asks for the stream, as far as it says so."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    try:
        said = float(asked["since"][0])
    except (KeyError, ValueError):
        return None
    return said if math.isfinite(said) else None


def _is_stream(said: list[Message]) -> bool:
    return bool(said) and any(
        name.lower() == b"content-type" and value.startswith(TYPE.encode())
        for name, value in said[0].get("headers", ())
    )
