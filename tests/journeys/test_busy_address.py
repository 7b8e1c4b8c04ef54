"""Addresses of calendars: public ones over https, and no others, are asked."""

import contextlib
import socket
import threading
import time
from http.client import HTTPMessage

import pytest

from journeys.calendars import address
from journeys.calendars.reading import Unreadable
from journeys.models import BusyCalendar

pytestmark = pytest.mark.capability("C06")
PAGE = "/meetings/calendar/"


@pytest.fixture
def omars(client, omar):
    client.force_login(omar)
    return client


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("http://calendar.example.com/a.ics", "it begins with https://"),
        ("file:///etc/passwd", "it begins with https://"),
        ("ftp://calendar.example.com/", "it begins with https://"),
        ("https://", "it begins with https://"),
        ("https://me:word@calendar.example.com/", "Leave name and password out"),
        ("https://calendar.example.com:8443/", "only 443 is asked"),
        ("https://calendar.example.com:x/", "it begins with https://"),
        ("https://calendar.example.com/a\r\nHost: b", "it begins with https://"),
        (f"https://{'a' * 300}/", "This address is too long."),
    ],
)
@pytest.mark.django_db
def test_busy_address_of_another_kind_is_refused(given, sentence, omars):
    response = omars.post(f"{PAGE}follow/", {"address": given})

    assert response.status_code == 422
    assert sentence in response.text
    assert not BusyCalendar.objects.exists()


PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("0.1.2.3", "100.64.0.1", "224.0.0.1", "255.255.255.255"),
    *("::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"),
    *("2002:7f00:1::", "::"),
]


def answering(monkeypatch, *addresses):
    """Every name is known by these addresses."""
    found = [(None, None, None, "", (each, 443)) for each in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("private", PRIVATE)
def test_busy_address_behind_which_is_no_public_one_is_not_asked(private, monkeypatch):
    answering(monkeypatch, "93.184.215.14", private)
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("asked"))

    with pytest.raises(Unreadable, match="is not on the public internet"):
        address.fetch("https://calendar.example.com/a.ics")


class Answer:
    """What a server says, piece by piece."""

    def __init__(self, status=200, pieces=()):
        self.status, self.pieces = status, list(pieces)
        self.headers = HTTPMessage()

    def read1(self, _):
        return self.pieces.pop(0) if self.pieces else b""


@pytest.fixture
def serve(monkeypatch):
    """Have a public server answer; what it was asked is noted."""
    asked = []

    def with_(answer):
        answering(monkeypatch, "93.184.215.14")
        monkeypatch.setattr(
            address.Pinned,
            "request",
            lambda self, *said, **_: asked.append((self.address, self.host, *said)),
        )
        monkeypatch.setattr(address.Pinned, "getresponse", lambda _: answer)
        return asked

    return with_


def test_busy_address_is_asked_where_it_was_looked_up(serve):
    asked = serve(Answer(pieces=[b"BEGIN:", b"VCALENDAR"]))

    found = address.fetch("https://calendar.example.com/a.ics?key=1")

    assert found == b"BEGIN:VCALENDAR"
    assert asked == [
        ("93.184.215.14", "calendar.example.com", "GET", "/a.ics?key=1"),
    ]


@pytest.mark.parametrize("status", [301, 302, 307, 401, 404, 500])
def test_busy_address_that_leads_on_or_refuses_is_not_followed(status, serve):
    asked = serve(Answer(status))

    with pytest.raises(Unreadable, match=f"answered {status}"):
        address.fetch("https://calendar.example.com/a.ics")
    assert len(asked) == 1


def test_busy_address_that_sends_without_end_is_left(serve):
    serve(Answer(pieces=[b"x" * 2**20] * 6))
    with pytest.raises(Unreadable, match="larger than 5 MB"):
        address.fetch("https://calendar.example.com/a.ics")


@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 200 OK\r\nA: ", b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR"]
)
def test_busy_address_that_drips_is_left_in_time(said, monkeypatch):
    """Each byte comes soon enough; all of them never."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=(server, said), daemon=True).start()
        line = socket.create_connection(server.getsockname(), 5)

        def plain(pinned):
            pinned.sock = pinned.line = line

        answering(monkeypatch, "93.184.215.14")
        monkeypatch.setattr(address.Pinned, "connect", plain)
        monkeypatch.setattr(address, "ALL_SECONDS", 0.5)
        began = time.monotonic()

        with pytest.raises(Unreadable, match="Try again later"):
            address.fetch("https://calendar.example.com/a.ics")

    assert time.monotonic() - began < 5


def drip(server, said):
    line, _ = server.accept()
    with line, contextlib.suppress(OSError):
        line.sendall(said)
        for _ in range(200):
            time.sleep(0.05)
            line.sendall(b"x")


def test_busy_address_nobody_answers_at_is_said(monkeypatch):
    answering(monkeypatch, "93.184.215.14")

    def refuse(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(Unreadable, match=r"could not be read\. Try again later\."):
        address.fetch("https://calendar.example.com/a.ics")
