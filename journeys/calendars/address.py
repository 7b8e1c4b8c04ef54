"""Fetching a calendar from an address that a person gave.

The name is looked up once, every address it has must be a public one, and the
connection goes to the one that was checked: a name that answers differently the second
time leads nowhere else. Redirects are not followed.
"""

import contextlib
import ipaddress
import socket
import ssl
import threading
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from journeys.calendars.reading import BYTES, Unreadable

PORT = 443
SECONDS = 5
ALL_SECONDS = 15
PIECE = 2**16
LONGEST = 2000
WRONG = "Enter the address of a calendar: it begins with https://"


def checked(address: str) -> SplitResult:
    """The parts of an address that may be asked at all. Raises Unreadable."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port or PORT
    except ValueError as error:
        raise Unreadable(WRONG) from error
    if parts.scheme == "webcal":
        parts = parts._replace(scheme="https")
    if parts.scheme != "https" or not parts.hostname or len(address) > LONGEST:
        raise Unreadable(WRONG)
    if parts.username or parts.password:
        raise Unreadable("Leave name and password out of the address.")
    if port != PORT:
        raise Unreadable("Enter an address without a port: only 443 is asked.")
    if any(each.isspace() or ord(each) < 32 for each in parts.geturl()):
        raise Unreadable(WRONG)
    return parts


def fetch(address: str) -> bytes:
    """What is there, within limits of size and time. Raises Unreadable."""
    parts = checked(address)
    name = parts.hostname or ""
    connection = Pinned(name, public_address(name))
    path = parts.path or "/"
    end = threading.Timer(ALL_SECONDS, connection.end)
    end.start()
    try:
        connection.request(
            "GET",
            f"{path}?{parts.query}" if parts.query else path,
            headers={"Accept": "text/calendar", "User-Agent": "Alignment"},
        )
        answer = connection.getresponse()
        if answer.status != 200:
            raise Unreadable(
                f"{name} answered {answer.status}. Copy the address of the calendar"
                " again; one that leads on elsewhere is not followed."
            )
        body = _body(answer, name)
    except (OSError, HTTPException, UnicodeError) as error:
        raise Unreadable(f"{name} could not be read. Try again later.") from error
    finally:
        end.cancel()
        connection.close()
    if connection.is_over:  # and so perhaps only its beginning
        raise Unreadable(f"{name} takes too long. Try again later.")
    return body


def _body(answer: HTTPResponse, name: str) -> bytes:
    data = b""
    while piece := answer.read1(PIECE):
        data += piece
        if len(data) > BYTES:
            raise Unreadable(f"What {name} sends is larger than 5 MB.")
    return data


def public_address(name: str) -> str:
    """The address behind a name, when all of its addresses are public."""
    try:
        found = socket.getaddrinfo(name, PORT, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable(f"{name} is not known. Check the address.") from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(is_public(each) for each in addresses):
        raise Unreadable(f"{name} is not on the public internet, so it is not asked.")
    return addresses[0]


def is_public(address: str) -> bool:
    """Neither this machine, nor its network, nor an address that stands for those."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None or found in NAT64:
            return inner is not None and is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Pinned(HTTPSConnection):
    """Connects to an address known beforehand, and asks for the name's certificate."""

    def __init__(self, name: str, address: str) -> None:
        self.tls = ssl.create_default_context()
        super().__init__(name, PORT, timeout=SECONDS, context=self.tls)
        self.address = address
        self.is_over = False
        self.line: socket.socket | None = None

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = self.tls.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.line = self.sock  # which is let go of while the answer is read
        self.sock.do_handshake()

    def end(self) -> None:
        """Its time is over: whoever waits for a byte of it waits no longer."""
        self.is_over = True
        if self.line:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.line, socket.SHUT_RDWR)
