"""PostgreSQL and Valkey out of Python wheels, for one machine, one data folder.

Both listen on sockets inside a folder only their owner may enter, never on a network
port: two copies of the product cannot meet, and nobody else on the machine gets in.
"""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from alignment.runtime.privileges import before_start, owner_of_servers, reachable
from alignment.runtime.programs import postgres_programs, valkey_program
from alignment.runtime.server import Server
from alignment.runtime.trouble import Trouble

LOCALE = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
ALONE = ("wal_level=minimal", "max_wal_senders=0", "max_wal_size=4GB")
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass
class Postgres(Server):
    """One cluster, reached by its superuser through a socket."""

    name = "PostgreSQL"
    stop_signals: tuple[signal.Signals, ...] = field(
        default=(signal.SIGINT, signal.SIGQUIT, signal.SIGKILL), init=False
    )

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.sockets}"

    def start(self) -> None:
        """Start, making the cluster first when there is none. Raises Trouble.

        A half-made cluster is never used: it gets its name when it is complete.
        """
        uid = owner_of_servers(self.folder)
        _own_folder(self.sockets, uid)
        if not (self.folder / "PG_VERSION").exists():
            self._make(uid)
        self.end_leftover("postgres")
        # Its pid may be somebody else's by now, or a dead one that nobody has buried
        # yet: PostgreSQL would refuse to start.
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        for left in self.sockets.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)
        program = str(postgres_programs() / "postgres")
        options = [part for each in self._settings() for part in ("-c", each)]
        self.launch([program, "-D", str(self.folder), *options], self._prepare(uid))

    def answers(self) -> bool:
        """The server's own word, of this start and not of an older one."""
        lines = (self.folder / "postmaster.pid").read_text().splitlines()
        return (
            self.process is not None
            and len(lines) > 7
            and lines[0] == str(self.process.pid)
            and lines[7].strip() == "ready"
        )

    def _make(self, uid: int | None) -> None:
        half = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(half, ignore_errors=True)
        _own_folder(half, uid)
        flags = ["--auth=trust", "--username=postgres", "--encoding=UTF8", *LOCALE]
        done = subprocess.run(  # noqa: S603 -- our own program
            [
                str(postgres_programs() / "initdb"),
                *flags,
                *([] if self.durable else ["--no-sync"]),
                "-D",
                str(half),
            ],
            capture_output=True,
            check=False,
            text=True,
            stdin=subprocess.DEVNULL,
            preexec_fn=self._prepare(uid),
        )
        if done.returncode:
            shutil.rmtree(half, ignore_errors=True)
            words = " ".join(done.stderr.split())
            raise Trouble(f"PostgreSQL could not make its files: {words}")
        half.rename(self.folder)

    def _settings(self) -> list[str]:
        memory = psutil.virtual_memory().total // 2**20
        return [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=200",
            f"shared_buffers={min(max(memory // 16, 64), 1024)}MB",
            f"maintenance_work_mem={min(max(memory // 32, 64), 512)}MB",
            "work_mem=16MB",
            "random_page_cost=1.1",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            *ALONE,
            *(() if self.durable else FORGETFUL),
            *_shared_memory(),
        ]

    def _prepare(self, uid: int | None) -> Callable[[], None]:
        paths = [self.folder, self.sockets, postgres_programs() / "postgres"]
        blocked = uid is not None and not reachable(paths, uid)
        return before_start(uid, pass_through=blocked)


@dataclass
class Valkey(Server):
    """A Redis-compatible server that keeps all it is told."""

    name = "Redis"

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Start it. Raises Trouble."""
        _own_folder(self.folder, None)
        self.sockets.mkdir(mode=0o711, parents=True, exist_ok=True)
        self.end_leftover("valkey-server")
        self.socket.unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "appendonly": "yes" if self.durable else "no",
            "save": "",
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
        }
        flags = [part for key, text in settings.items() for part in (f"--{key}", text)]
        self.launch(
            [str(valkey_program()), *flags], before_start(None, pass_through=False)
        )

    def answers(self) -> bool:
        """PONG, and not while it still loads its data."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            probe.connect(str(self.socket))
            probe.sendall(b"PING\r\n")
            return probe.recv(16).startswith(b"+PONG")


def _own_folder(folder: Path, uid: int | None) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if uid is not None and folder.stat().st_uid != uid:
        os.chown(folder, uid, -1)


def _shared_memory() -> list[str]:
    """Files in place of /dev/shm where that is tiny, as containers have it."""
    shared = Path("/dev/shm")  # noqa: S108 -- asked for its size only
    if shared.is_dir() and shutil.disk_usage(shared).total >= 256 * 2**20:
        return []
    return ["dynamic_shared_memory_type=mmap"]
