"""Streams, as the browser's end of the line hears them."""

import asyncio

import pytest
from django.test import override_settings

from alignment.live import Hub, LiveStreams, Stream

START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"Content-Type", b"text/event-stream"), (b"Content-Length", b"13")],
}
BODY = {"type": "http.response.body", "body": b"retry: 2000\n\n"}


class Line:
    """The browser's end: what was sent to it, and when it hangs up."""

    def __init__(self) -> None:
        self.sent: list[dict] = []
        self.gone = asyncio.Event()

    async def send(self, message) -> None:
        self.sent.append(message)

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    @property
    def text(self) -> str:
        return b"".join(m.get("body", b"") for m in self.sent).decode()


async def says_yes(scope, receive, send) -> None:
    await send(START)
    await send(BODY)


def scope(path: str = "/live/", method: str = "GET") -> dict[str, str]:
    return {"type": "http", "path": path, "method": method}


async def soon(happens) -> None:
    async with asyncio.timeout(5):
        while not happens():
            await asyncio.sleep(0.01)


def test_live_stream_hears_topics_until_it_hangs_up():
    async def listen() -> None:
        line, streams = Line(), LiveStreams(says_yes)
        kept = asyncio.create_task(streams(scope(), line.receive, line.send))
        await soon(lambda: streams.hub.streams)

        streams.hub.tell("data: contacts\n\n")
        await soon(lambda: "contacts" in line.text)
        line.gone.set()
        await kept

        assert line.text == "retry: 2000\n\ndata: contacts\n\n"
        assert all(name != b"Content-Length" for name, _ in line.sent[0]["headers"])
        assert all(message["more_body"] for message in line.sent[1:])
        assert not streams.hub.streams
        assert not streams.hub.tasks

    asyncio.run(listen())


@pytest.mark.parametrize(
    ("path", "method", "kind"),
    [
        ("/", "GET", b"text/event-stream"),
        ("/live/", "HEAD", b"text/event-stream"),
        ("/live/", "GET", b"text/html"),
    ],
)
def test_live_stream_is_only_what_was_allowed_to_listen(path, method, kind):
    async def visit() -> None:
        async def page(scope, receive, send) -> None:
            await send({**START, "headers": [(b"Content-Type", kind)]})
            await send(BODY)

        line, streams = Line(), LiveStreams(page)
        await streams(scope(path, method), line.receive, line.send)

        assert line.sent[1:] == [BODY]
        assert not streams.hub.streams

    asyncio.run(visit())


def test_live_stream_that_does_not_read_gets_each_topic_once():
    async def stall() -> None:
        reads, line = asyncio.Event(), Line()

        async def slow(message) -> None:
            await reads.wait()
            await line.send(message)

        stream = Stream(slow)
        stream.tell("first ")
        await asyncio.sleep(0)  # it is being written, and nobody reads
        for event in ("a ", "b ", "a ", "b "):
            stream.tell(event)
        reads.set()
        await soon(lambda: stream.writing is None)

        assert line.text == "first a b "

    asyncio.run(stall())


def test_live_stream_that_broke_is_left_alone():
    async def broken() -> None:
        async def send(message) -> None:
            raise BrokenPipeError

        stream = Stream(send)
        stream.tell("a")
        await soon(lambda: stream.writing is None)

        assert not stream.waiting

    asyncio.run(broken())


@override_settings(LIVE_URL="redis://127.0.0.1:1/2")
def test_live_stream_stays_open_while_redis_is_away():
    async def away() -> None:
        hub, line = Hub(), Line()
        async with hub.line(line.send):
            await asyncio.sleep(0.1)

            hub.tell("a")
            await soon(lambda: line.text == "a")

            assert not any(task.done() for task in hub.tasks)

    asyncio.run(away())


def test_live_stream_answers_the_signed_in_alone(client, petra):
    assert client.get("/live/").status_code == 302
    client.force_login(petra)

    response = client.get("/live/")

    assert response["Content-Type"] == "text/event-stream"
    assert response["Cache-Control"] == "no-store"
