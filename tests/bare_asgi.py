"""Event streams with nothing around them: what our own are measured against.

`uvicorn tests.bare_asgi:app`: GET /live/ stays open, POST /tell sends one event to
every open stream.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
queues: set[asyncio.Queue[bytes]] = set()


async def app(scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
    if scope["type"] != "http":
        return
    if scope["path"] == "/tell":
        for queue in queues:
            queue.put_nowait(b"data: contacts\n\n")
        await _begin(send, b"text/plain")
        await send({"type": "http.response.body", "body": b"told"})
        return
    await _begin(send, b"text/event-stream")
    mine: asyncio.Queue[bytes] = asyncio.Queue()
    queues.add(mine)
    try:
        await send(_more(b"retry: 2000\n\n"))
        while True:
            await send(_more(await mine.get()))
    finally:
        queues.discard(mine)


async def _begin(send: Send, kind: bytes) -> None:
    headers = [(b"content-type", kind)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


def _more(body: bytes) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": True}
