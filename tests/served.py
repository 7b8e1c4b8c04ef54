"""The product's web process with the demo behind it, for measuring."""

import contextlib
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil
import psycopg

from tests.servers import TEMPLATE

ROOT = Path(__file__).resolve().parent.parent
SESSION = """
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from alignment.people.models import Person, Role
for role in (Role.MEMBER, Role.ADMIN):
    person = Person.objects.filter(role=role).first()
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    name = settings.SESSION_COOKIE_NAME
    print(f"cookie {role.value} {person.pk} {name}={session.session_key}")
"""


@dataclass(frozen=True)
class Served:
    """A running process, the address it answers on, and cookies by role.

    `member` is the key of the member whose cookie it is.
    """

    port: int
    cookies: dict[str, str]
    member: int
    database: str
    process: psutil.Process

    def get(self, path: str, *, fragment: bool = False, role: str = "member") -> int:
        """Fetch a page as somebody of that role; the number of its bytes."""
        headers = {"Cookie": self.cookies[role]}
        if fragment:
            headers["HX-Request"] = "true"
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port)) as line:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return len(body)

    def cpu_seconds(self) -> float:
        """What web process and database have used, those that ended included."""
        with psycopg.connect(self.database) as session:
            backend = psutil.Process(session.info.backend_pid)
            postmaster = backend.parent()
            if postmaster is None:
                raise RuntimeError("the database has no parent process")
            all_of_it = [self.process, postmaster, *postmaster.children()]
            spent = 0.0
            for one in all_of_it:
                with contextlib.suppress(psutil.NoSuchProcess):
                    used = one.cpu_times()
                    spent += used.user + used.system
            ended = postmaster.cpu_times()
            return float(spent + ended.children_user + ended.children_system)

    def cpu_of(
        self, act: Callable[[], object], *, times: int, rounds: int = 3
    ) -> float:
        """Median CPU seconds of one act, web and database together."""
        found = []
        for _ in range(rounds):
            before = self.cpu_seconds()
            for _ in range(times):
                act()
            found.append((self.cpu_seconds() - before) / times)
        return statistics.median(found)


@contextlib.contextmanager
def served(*, scale: float) -> Iterator[Served]:
    """Start it on a database of its own with the demo at that scale."""
    port = free_port()
    database = _database()
    with tempfile.TemporaryDirectory(prefix="alignment-served-") as data:
        environment = {
            **os.environ,
            "ALIGNMENT_DATA": data,
            "ALIGNMENT_EMBEDDED": "1",
            "DATABASE_URL": database,
            "DEMO": "1",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "LOG_LEVEL": "ERROR",
        }
        environment.pop("SITE_URL", None)
        _manage(environment, "migrate", "-v", "0")
        _manage(environment, "collectstatic", "--noinput", "-v", "0")
        _manage(environment, "load_demo", "--scale", str(scale))
        told = _manage(environment, "shell", "-v", "0", "-c", SESSION)
        cookies = re.findall(r"^cookie (\w+) (\d+) (.+)$", told, re.MULTILINE)
        process = subprocess.Popen(
            [sys.executable, "-m", "alignment.runtime.web"], cwd=ROOT, env=environment
        )
        try:
            wait_for(port)
            by_role = {role: cookie for role, _, cookie in cookies}
            member = next(int(pk) for role, pk, _ in cookies if role == "member")
            web = psutil.Process(process.pid)
            yield Served(port, by_role, member, database, web)
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _database() -> str:
    """A migrated database of its own in the throwaway cluster."""
    url = os.environ["DATABASE_URL"]
    name = f"served_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return re.sub(r"/[^/?]*\?", f"/{name}?", url, count=1)


def _manage(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the web process did not answer within a minute")
