"""Streams, as the browser's end of the line hears them."""

import asyncio
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from alignment.live import LiveStreams
from alignment.people.models import Person
from alignment.streams import Hub, Stream

START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"Content-Type", b"text/event-stream"), (b"Content-Length", b"13")],
}
BODY = {"type": "http.response.body", "body": b"retry: 2000\n\n"}


class Line:
    """The browser's end: what was sent to it, and when it hangs up."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
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


def scope(path: str = "/live/", method: str = "GET", query: str = "") -> dict[str, Any]:
    asked = query.encode()
    return {"type": "http", "path": path, "method": method, "query_string": asked}


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


class Kept:
    """One open stream of the live app, in the session of a client."""

    def __init__(self, client) -> None:
        key = client.session.session_key
        cookie = f"other=1; {settings.SESSION_COOKIE_NAME}={key}".encode()
        self.scope = {**scope(), "headers": [(b"cookie", cookie)]}
        self.line = Line()

    def hears_an_end(self, change) -> bool:
        """Whether it ends by itself within moments of a change."""
        return asyncio.run(self._listen(change))

    async def _listen(self, change) -> bool:
        streams = LiveStreams(says_yes)
        line = self.line
        kept = asyncio.create_task(streams(self.scope, line.receive, line.send))
        await soon(lambda: streams.hub.streams)
        await asyncio.sleep(0.2)
        assert not kept.done()
        await asyncio.to_thread(change)
        await asyncio.wait([kept], timeout=1)
        ended = kept.done()
        line.gone.set()
        await kept
        return ended


def in_a_thread(work) -> None:
    try:
        work()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["sign out", "deactivated", "new password", "expired"])
def test_live_stream_ends_with_the_session(way, client, petra, monkeypatch):
    monkeypatch.setattr("alignment.streams.CHECK_SECONDS", 0.05)
    client.force_login(petra)

    def change() -> None:
        if way == "sign out":
            client.post(reverse("account_logout"))
        elif way == "expired":
            Session.objects.update(expire_date=timezone.now())
        elif way == "deactivated":
            Person.objects.filter(pk=petra.pk).update(is_active=False)
        else:
            petra.set_password("another-otter-18-plum")
            petra.save()

    kept = Kept(client)
    ended = kept.hears_an_end(lambda: in_a_thread(change))

    assert ended
    assert kept.line.sent[-1] == {"type": "http.response.body", "body": b""}


@pytest.mark.django_db(transaction=True)
def test_live_stream_stays_while_others_sign_out(client, petra, omar, monkeypatch):
    monkeypatch.setattr("alignment.streams.CHECK_SECONDS", 0.05)
    client.force_login(petra)
    other = Client()
    other.force_login(omar)

    def change() -> None:
        other.post(reverse("account_logout"))

    assert not Kept(client).hears_an_end(lambda: in_a_thread(change))


def test_live_stream_answers_the_signed_in_alone(client, petra):
    assert client.get("/live/").status_code == 302
    client.force_login(petra)

    response = client.get("/live/")

    assert response["Content-Type"] == "text/event-stream"
    assert response["Cache-Control"] == "no-store"
