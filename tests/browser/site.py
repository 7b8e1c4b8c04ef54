"""The product running for real: its own database with a small demo, web and worker."""

import contextlib
import itertools
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from alignment.runtime.embedded import Valkey
from tests.servers import TEMPLATE

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

    def manage(self, *arguments: str) -> None:
        """Run a command of manage.py beside it."""
        _run(["manage.py", *arguments], self.environment)

    def log(self) -> str:
        return "".join(path.read_text() for path in sorted(self.data.glob("*.log")))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fresh_database() -> str:
    """A migrated database beside the tests' own, copied where that is possible."""
    url = os.environ["DATABASE_URL"]
    name = f"site_{os.getpid()}_{next(NUMBERS)}"
    copied = (
        f" TEMPLATE {TEMPLATE}" if os.environ.get("ALIGNMENT_TEST_TEMPLATE") else ""
    )
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        session.execute(f"CREATE DATABASE {name}{copied}")
    return re.sub(r"/[^/?]*\?", f"/{name}?", url, count=1)


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


def _own_broker(data: Path) -> Valkey:
    """No site's worker takes what another's pages ring for."""
    broker = Valkey(data / "valkey", data / "run", data / "valkey.log")
    broker.start()
    broker.wait()
    return broker


@contextlib.contextmanager
def running(*, demo: bool = True) -> Iterator[Site]:
    """Start it, with the small demo or empty; everything is stopped afterwards."""
    data, port = Path(tempfile.mkdtemp(prefix="alignment-site-")), _free_port()
    url = f"http://127.0.0.1:{port}"
    broker = _own_broker(data)
    environment = {
        **os.environ,
        "DATABASE_URL": _fresh_database(),
        "REDIS_URL": broker.url,
        "ALIGNMENT_DATA": str(data),
        "ALIGNMENT_EMBEDDED": "1",
        "DEMO": "1" if demo else "0",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LOG_LEVEL": "INFO",
    }
    environment.pop("SITE_URL", None)
    _run(["manage.py", "migrate", "-v", "0"], environment)
    _run(["manage.py", "collectstatic", "--noinput", "-v", "0"], environment)
    if demo:
        _run(["manage.py", "load_demo", "--scale", SCALE], environment)
    web = ["uvicorn", "alignment.asgi:application", "--port", str(port)]
    worker = ["celery", "-A", "alignment", "worker", "--pool", "solo", "-B"]
    worker += ["-s", str(data / "beat"), "--loglevel", "INFO"]
    processes = [
        _start(web, environment, data / "web.log"),
        _start(worker, environment, data / "worker.log"),
    ]
    try:
        _wait(url, processes[0])
        yield Site(url, data, environment)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()
        broker.stop()
