"""The whole product on one machine: servers, migrations, web, worker, beat, demo."""

import errno
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from alignment import addresses
from alignment import environment as env
from alignment.runtime import machine, prepare
from alignment.runtime.child import MARK, Child, commands, end_leftovers
from alignment.runtime.embedded import Postgres, Valkey
from alignment.runtime.lock import alone_in
from alignment.runtime.server import Server
from alignment.runtime.starts import Starts
from alignment.runtime.trouble import Trouble

READY_SECONDS = 120
TICK_SECONDS = 0.3
LATER = "beat"  # nobody waits for it
Say = Callable[[str], object]

if TYPE_CHECKING:
    from alignment.runtime.demo_child import DemoChild


class Up:
    """One start. `run` returns when it has been stopped, or raises Trouble."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.data: Path = settings.DATA
        self.demo = env.switch("DEMO", default=settings.EMBEDDED)
        self.servers: list[Server] = []
        self.children: list[Child] = []
        self.demo_child: DemoChild | None = None
        self.began = time.monotonic()
        self.is_asked_to_stop = False

    def run(self) -> None:
        """Start everything, keep it running, and stop it on Ctrl-C or SIGTERM."""
        # Ctrl-C too: a shell that starts us in the background has it ignored.
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, self._ask_to_stop)
        machine.make_data_folder(self.data)
        with alone_in(self.data, address=settings.SITE_URL), self._clear_words():
            try:
                self._start()
                self._watch()
            except KeyboardInterrupt:
                pass
            finally:
                if self.is_asked_to_stop:
                    self.say("\nStopping …")
                self._stop()
        self.say("Stopped. The data is kept.")

    def _ask_to_stop(self, *_: object) -> None:
        """Interrupt what is going on, and be remembered where nobody hears of it.

        An exception out of a signal is lost when it meets Python in a callback that
        must not fail, such as one that tidies up after an import.
        """
        self.is_asked_to_stop = True
        raise KeyboardInterrupt

    def _start(self) -> None:
        first = not (self.data / "postgres").exists()
        machine.check_disk(self.data, first=first)
        end_leftovers(self.data)
        machine.check_port(settings.HOST, settings.PORT)
        self.say("Starting Alignment for the first time …" if first else "Starting …")
        self._start_servers()
        prepare.prepare(embedded=not env.text("DATABASE_URL"))
        self.children = [
            Child(name, command, self._environment(), settings.ROOT)
            for name, command in commands(settings.ROOT / "Procfile").items()
        ]
        for child in self.children:
            if child.name != LATER:
                child.start()
        self._wait_until_ready()
        for child in self.children:
            if child.name == LATER:
                child.start()
        seconds = time.monotonic() - self.began
        self.say(
            f"\nAlignment is ready, after {seconds:.1f} seconds: {settings.SITE_URL}"
        )
        self.say("Stop it with Ctrl-C.\n")
        self._introduce()

    def _introduce(self) -> None:
        """Say who can sign in. Loads the apps, which nothing waited for so far."""
        django.setup()
        from alignment.runtime.demo_child import DemoChild  # noqa: PLC0415

        if self.demo:
            self.demo_child = DemoChild(self._environment(), self.say)
        else:
            self.say("If nobody is here yet, that page makes the first admin.")

    def _start_servers(self) -> None:
        """Start what no address is given for; see that the others are there."""
        sockets = addresses.sockets(self.data)
        logs = self.data / "logs"
        machine.make_socket_folder(sockets)
        if env.text("REDIS_URL"):
            machine.check_redis(settings.REDIS_URL)
        else:
            valkey = Valkey(self.data / "valkey", sockets, logs / "valkey.log")
            self._start_server(valkey)
        if env.text("DATABASE_URL"):
            machine.check_postgres(settings.DATABASE_OWNER_URL)
        else:
            place = self.data / "postgres"
            postgres = Postgres(place, sockets / "pg", logs / "postgres.log")
            self._start_server(postgres)
        for server in self.servers:
            server.wait()

    def _start_server(self, server: Server) -> None:
        self.servers.append(server)
        server.start()

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "ALIGNMENT_DATA": str(self.data),
            "ALIGNMENT_EMBEDDED": "1" if settings.EMBEDDED else "0",
            "DEMO": "1" if self.demo else "0",
            "PYTHONUNBUFFERED": "1",
            MARK: str(self.data),
        }

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while (problems := prepare.problems()) and not self.is_asked_to_stop:
            if time.monotonic() > deadline:
                raise Trouble(f"Alignment did not become ready: {' '.join(problems)}")
            self._restart_what_ended()
            time.sleep(0.1)

    def _watch(self) -> None:
        while not self.is_asked_to_stop:
            if self.demo_child:
                self.demo_child.listen(TICK_SECONDS)
            else:
                time.sleep(TICK_SECONDS)
            self._restart_what_ended()

    def _restart_what_ended(self) -> None:
        for server in self.servers:
            if not server.is_running:
                self._worth_another(server.name, server.starts)
                server.start()
                server.wait()
        for child in self.children:
            if child.has_ended:
                self._worth_another(f"The {child.name} process", child.starts)
                child.stop(0)
                child.start()

    def _worth_another(self, name: str, starts: Starts) -> None:
        """Raises Trouble when starting it again would help nobody."""
        if machine.disk_is_full(self.data):
            raise Trouble(f"{name} stopped: the disk of {self.data} is full.")
        if starts.too_many:
            raise Trouble(f"{name} stops again and again; its last words are above.")
        self.say(f"{name} stopped by itself and is started again.")

    def _stop(self) -> None:
        """Stop everything, whatever was started; more signals change nothing."""
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        if self.demo_child:
            self.demo_child.stop()
        for child in reversed(self.children):
            child.ask_to_stop()
        for child in reversed(self.children):
            child.stop()
        for server in reversed(self.servers):
            server.stop()

    @contextmanager
    def _clear_words(self) -> Iterator[None]:
        """Say a full disk in words, wherever it is found out."""
        try:
            yield
        except (DatabaseError, OSError) as error:
            full = getattr(error, "errno", 0) == errno.ENOSPC
            if full or machine.disk_is_full(self.data):
                raise Trouble(
                    f"The disk of {self.data} is full. Make room and start again."
                ) from error
            raise


def main() -> int:
    """`manage.py up`: the exit code, after what went wrong was said in a sentence."""
    try:
        Up(lambda words: print(words, flush=True)).run()  # noqa: T201
    except (Trouble, ImproperlyConfigured) as reason:
        print(reason, file=sys.stderr)  # noqa: T201
        return 1
    return 0
