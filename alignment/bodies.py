"""No body of a request is taken that is larger than any form of ours sends.

Django asks who it is only after all of it has arrived.
"""

from django.conf import settings

from alignment.live import App
from alignment.streams import Message, Receive, Send

MOST_BYTES = 16 * 2**20
ROOM = 2**20
"""For what a form sends beside its file."""
UPLOADS = ("/imports/add/",)
WORDS = b"This is larger than what is taken here. Go back, and choose a smaller file."


class BodyLimit:
    """Answers 413 to what is too large, and reads no further."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most, taken, begun = _most(scope["path"]), 0, False
        if _said(scope) > most:
            await _refuse(send)
            return

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, counted, noted)
        except TooLarge:
            if not begun:
                await _refuse(send)


class TooLarge(Exception):
    """More was sent than is taken."""


def _most(path: str) -> int:
    if path in UPLOADS:
        return int(settings.UPLOAD_BYTES_LIMIT) + ROOM
    return MOST_BYTES


def _said(scope: Message) -> int:
    """The size that the request says it has; 0 where it says none."""
    said = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() else 0


async def _refuse(send: Send) -> None:
    heads = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(WORDS)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": heads})
    await send({"type": "http.response.body", "body": WORDS})
