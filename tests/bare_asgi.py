"""Event streams with nothing around them: what our own are measured against.

`uvicorn tests.bare_asgi:app`: GET /live/ stays open, POST /tell sends one event to
every open stream.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
streams: set[Send] = set()
writing: set[asyncio.Future[None]] = set()


async def app(scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
    if scope["type"] != "http":
        return
    if scope["path"] == "/tell":
        for stream in streams:
            task = asyncio.ensure_future(stream(_more(b"data: contacts\n\n")))
            writing.add(task)
            task.add_done_callback(writing.discard)
        await _begin(send, b"text/plain")
        await send({"type": "http.response.body", "body": b"told"})
        return
    await _begin(send, b"text/event-stream")
    await send(_more(b"retry: 2000\n\n"))
    streams.add(send)
    while (await receive())["type"] != "http.disconnect":
        pass
    streams.discard(send)


async def _begin(send: Send, kind: bytes) -> None:
    headers = [(b"content-type", kind)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


def _more(body: bytes) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": True}
