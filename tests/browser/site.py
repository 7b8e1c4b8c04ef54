"""The product running for real: its own database with a small demo, web and worker."""

import atexit
import contextlib
import functools
import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from alignment.runtime.embedded import Valkey
from tests.servers import TEMPLATE, as_pages

ROOT = Path(__file__).resolve().parents[2]
SCALE = "0.02"
START_SECONDS = 90
NUMBERS = itertools.count()


@dataclass(frozen=True)
class Site:
    """Where it runs, and where it keeps what it writes."""

    url: str
    data: Path
    environment: dict[str, str]
    worker: subprocess.Popen[bytes]

    def manage(self, *arguments: str) -> None:
        """Run a command of manage.py beside it."""
        _run(["manage.py", *arguments], self.environment)

    @contextlib.contextmanager
    def asleep(self) -> Iterator[None]:
        """Nobody does the jobs meanwhile, so that a state that passes can be seen."""
        self._fall_asleep()
        try:
            yield
        finally:
            self.worker.send_signal(signal.SIGCONT)

    def _fall_asleep(self) -> None:
        """Stop the worker where it holds no row that a page could wait for."""
        for _ in range(100):
            self.worker.send_signal(signal.SIGSTOP)
            if not self._is_busy():
                return
            self.worker.send_signal(signal.SIGCONT)
            time.sleep(0.05)
        raise TimeoutError("the worker is never without a transaction")

    def _is_busy(self) -> bool:
        busy = """SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle'
            AND datname = current_database() AND pid <> pg_backend_pid()"""
        with psycopg.connect(self.environment["DATABASE_OWNER_URL"]) as session:
            return bool(session.execute(busy).fetchone() != (0,))

    def in_mail(self, to: str, pattern: str) -> str:
        """What a pattern finds in a mail to somebody, once the worker has sent it."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for text in self._mails(to):
                if found := re.search(pattern, text):
                    return found[0]
            time.sleep(0.1)
        raise TimeoutError(f"no mail to {to} has {pattern}")

    def _mails(self, to: str) -> Iterator[str]:
        """The texts of all mails to somebody, the newest first."""
        files = (self.data / "mail").glob("*.log")
        for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            if mail["To"] == to and body is not None:
                yield str(body.get_content())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fresh_database() -> str:
    """A migrated database beside the tests' own, copied where that is possible."""
    url = os.environ["DATABASE_URL"]
    name = f"site_{os.getpid()}_{next(NUMBERS)}"
    copied = f" TEMPLATE {TEMPLATE}" if _is_copied() else ""
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        session.execute(f"CREATE DATABASE {name}{copied}")
    return re.sub(r"/[^/?]*\?", f"/{name}?", url, count=1)


def _is_copied() -> bool:
    """Whether there is a migrated database to copy."""
    return bool(os.environ.get("ALIGNMENT_TEST_TEMPLATE"))


@functools.cache
def _static() -> str:
    """Where all sites of a process find what collectstatic gathered once."""
    folder = tempfile.mkdtemp(prefix="alignment-static-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the web server ended"
        if _answers(url):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer in {START_SECONDS} s")


def _answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/healthz", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


def _start(
    command: list[str], environment: dict[str, str], log: Path
) -> subprocess.Popen[bytes]:
    with log.open("wb") as lines:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=environment,
            stdout=lines,
            stderr=subprocess.STDOUT,
        )


def _broker(data: Path) -> Valkey:
    """One of its own: no site's worker takes what another's pages ring for."""
    return Valkey(data / "valkey", data / "run", data / "valkey.log")


def _environment(data: Path, broker: Valkey, *, demo: bool) -> dict[str, str]:
    owner = _fresh_database()
    environment = {
        **os.environ,
        "DATABASE_URL": as_pages(owner),
        "DATABASE_OWNER_URL": owner,
        "REDIS_URL": broker.url,
        "ALIGNMENT_DATA": str(data),
        "ALIGNMENT_STATIC": _static(),
        "ALIGNMENT_EMBEDDED": "1",
        "DEMO": "1" if demo else "0",
        "HOST": "127.0.0.1",
        "PORT": str(_free_port()),
        "LOG_LEVEL": "INFO",
    }
    environment.pop("SITE_URL", None)
    return environment


def _fill(environment: dict[str, str], *, demo: bool) -> None:
    if not _is_copied():
        _run(["manage.py", "migrate", "-v", "0"], environment)
    if not any(Path(environment["ALIGNMENT_STATIC"]).iterdir()):
        _run(["manage.py", "collectstatic", "--noinput", "-v", "0"], environment)
    if demo:
        _run(["manage.py", "load_demo", "--scale", SCALE], environment)


def _errors(data: Path) -> list[str]:
    """What web and worker wrote that somebody would have to look into.

    That somebody sent what no page of ours sends is told as an error, and is none.
    """
    texts = [(data / f"{name}.log").read_text() for name in ("web", "worker")]
    lines = [line for text in texts for line in text.splitlines()]
    serious = re.compile(r'"level": "(ERROR|CRITICAL)"|^Traceback')
    sent = '"logger": "django.security.'
    return [line for line in lines if serious.search(line) and sent not in line]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(15)
    process.kill()
    process.wait()


@contextlib.contextmanager
def running(*, demo: bool = True) -> Iterator[Site]:
    """Start it, with the small demo or empty; everything is stopped afterwards.

    What its processes wrote of errors fails whoever used it last: a job may end badly
    behind pages that look well.
    """
    data = Path(tempfile.mkdtemp(prefix="alignment-site-"))
    broker = _broker(data)
    with contextlib.ExitStack() as stopping:
        stopping.callback(shutil.rmtree, data, ignore_errors=True)
        broker.start()
        stopping.callback(broker.stop)
        broker.wait()
        environment = _environment(data, broker, demo=demo)
        _fill(environment, demo=demo)
        port = environment["PORT"]
        serve = ["uvicorn", "alignment.asgi:application", "--port", port]
        web = _start(serve, environment, data / "web.log")
        stopping.callback(_end, web)
        work = ["celery", "-A", "alignment", "worker", "--pool", "solo", "-B"]
        work += ["-s", str(data / "beat"), "--loglevel", "INFO"]
        worker = _start(work, environment, data / "worker.log")
        stopping.callback(_end, worker)
        url = f"http://127.0.0.1:{port}"
        _wait(url, web)
        yield Site(url, data, environment, worker)
        if errors := _errors(data):
            raise AssertionError("\n".join(errors))
