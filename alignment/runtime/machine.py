"""Is this machine ready: port, disk, folders, and servers of one's own."""

import contextlib
import errno
import os
import shutil
import socket
import stat
from pathlib import Path
from urllib.parse import urlsplit

from alignment.runtime.trouble import Trouble

OLDEST_POSTGRES = 15
PRIVATE = ("files", "keys", "logs", "mail")
FIRST_MEGABYTES, LATER_MEGABYTES = 500, 100


def check_port(host: str, port: int) -> None:
    """Raises Trouble when the web process could not listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        raise Trouble(_no_port(host, port, error)) from error


def _no_port(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return f"Port {port} is taken: choose another, like make run PORT={other}."
    if error.errno == errno.EACCES:
        return f"Port {port} is kept for root: choose one from 1024 up with PORT."
    return f"HOST {host} is no address of this machine: use 127.0.0.1 or 0.0.0.0."


def make_data_folder(data: Path) -> None:
    """Make the data folder. Raises Trouble when it cannot be used."""
    try:
        data.mkdir(mode=0o711, parents=True, exist_ok=True)
        for name in PRIVATE:
            (data / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"The data folder {data} cannot be made ({error.strerror}): choose another"
            " with ALIGNMENT_DATA."
        ) from error
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise Trouble(
            f"The data folder {data} belongs to somebody else: start as its owner, or"
            " choose another with ALIGNMENT_DATA."
        )


def check_disk(data: Path, *, first: bool) -> None:
    """Raises Trouble when the data folder's disk is nearly full."""
    free = shutil.disk_usage(data).free // 2**20
    least = FIRST_MEGABYTES if first else LATER_MEGABYTES
    if free < least:
        raise Trouble(
            f"The disk of {data} is nearly full: {free} MB are free, and Alignment"
            f" needs {least} MB. Make room, or move the data with ALIGNMENT_DATA."
        )


def disk_is_full(data: Path) -> bool:
    """Tell whether a server may have stopped for want of room."""
    with contextlib.suppress(OSError):
        return shutil.disk_usage(data).free < 2**25
    return False


def make_socket_folder(folder: Path) -> None:
    """Make the sockets' folder. Raises Trouble when it is another user's."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), 0}:
        raise Trouble(f"{folder} belongs to somebody else: remove it and start again.")


def check_postgres(url: str) -> None:
    """Raises Trouble when the given database does not answer or is too old."""
    import psycopg  # noqa: PLC0415 -- for a database of one's own only

    parts = urlsplit(url)
    where = parts.hostname or "the given socket"
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise Trouble(
            f"The database at {where} (DATABASE_URL) does not let us in: {said}"
        ) from error
    if version < OLDEST_POSTGRES:
        raise Trouble(too_old(where, version))


def too_old(where: str, version: int) -> str:
    return (
        f"The database at {where} is PostgreSQL {version}: Alignment needs"
        f" {OLDEST_POSTGRES} or newer."
    )


def check_redis(url: str) -> None:
    """Raises Trouble when the given Redis does not answer."""
    import redis  # noqa: PLC0415 -- for a Redis of one's own only

    try:
        client = redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5)
        with contextlib.closing(client):
            client.ping()
    except redis.AuthenticationError as error:
        raise Trouble(
            f"The Redis at {urlsplit(url).hostname} (REDIS_URL) asks for another"
            " password: write it as redis://:password@host:6379."
        ) from error
    except redis.RedisError as error:
        where = urlsplit(url).hostname or url
        raise Trouble(
            f"The Redis at {where} (REDIS_URL) does not let us in: {error}"
        ) from error
