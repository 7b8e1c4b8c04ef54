"""The product started as a person starts it, and ended in all the ways it may end."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil
import psycopg
import pytest

from alignment import addresses
from alignment.runtime.child import MARK

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


@dataclass
class Copy:
    """One copy of the product with a data folder and a port of its own."""

    data: Path
    port: int

    def command(self, **variables: str) -> subprocess.Popen[str]:
        left_out = {"DATABASE_URL", "REDIS_URL", "ALIGNMENT_EMBEDDED", "SECRET_KEY"}
        kept = {key: text for key, text in os.environ.items() if key not in left_out}
        return subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env={
                **kept,
                "ALIGNMENT_DATA": str(self.data),
                "PORT": str(self.port),
                "DEMO": "0",
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @contextlib.contextmanager
    def started(self) -> Iterator[subprocess.Popen[str]]:
        """Running and ready while the block runs; ended for sure afterwards."""
        process = self.command()
        try:
            deadline = time.monotonic() + PATIENCE
            while self.get("/readyz") != 200:
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < deadline
                time.sleep(0.2)
            yield process
        finally:
            process.terminate()
            try:
                process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                raise

    def refusal(self, **variables: str) -> str:
        """The one sentence with which it does not start."""
        process = self.command(**variables)
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 1
        return said.strip()

    def get(self, path: str) -> int:
        client = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            client.request("GET", path, headers={"Host": f"127.0.0.1:{self.port}"})
            return client.getresponse().status
        except OSError:
            return 0
        finally:
            client.close()

    def processes(self) -> list[psutil.Process]:
        """All that live by this copy: marked, or working in its folders."""
        return [each for each in psutil.process_iter() if self._is_ours(each)]

    def _is_ours(self, process: psutil.Process) -> bool:
        with contextlib.suppress(psutil.Error, OSError):
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            marked = process.environ().get(MARK) == str(self.data)
            return bool(marked or process.cwd().startswith(str(self.data)))
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("copy") / "data", _free_port())


@pytest.fixture(scope="module")
def crashed(copy: Copy) -> Copy:
    """The copy after it was started, seen to run, and killed without warning."""
    with copy.started() as process:
        assert copy.get("/") == 302
        assert copy.refusal() == (
            f"Alignment already runs at http://127.0.0.1:{copy.port} (process"
            f" {process.pid}) on the data in {copy.data}: use that one, stop it, or"
            " give this one its own folder with ALIGNMENT_DATA."
        )
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    return copy


def test_up_leaves_nothing_running_when_it_is_killed(crashed):
    deadline = time.monotonic() + 30
    while crashed.processes() and time.monotonic() < deadline:
        time.sleep(0.2)

    assert crashed.processes() == []


def test_up_starts_again_after_a_crash_and_stops_cleanly(crashed):
    keys = (crashed.data / "keys" / "secret_key").read_text()

    with crashed.started() as process:
        names = sorted({each.name() for each in crashed.processes()})
        process.send_signal(signal.SIGINT)
        said, complaints = process.communicate(timeout=60)

    assert {"postgres", "valkey-server"} <= set(names)
    assert process.returncode == 0
    assert said.strip().endswith("Stopped. The data is kept.")
    assert "Traceback" not in complaints
    assert crashed.processes() == []
    assert (crashed.data / "keys" / "secret_key").read_text() == keys


def _beat(copy: Copy, *, but: int = 0) -> int:
    """The number of the beat process, waited for; another one than `but`."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for each in copy.processes():
            with contextlib.suppress(psutil.Error):  # it may just have ended
                if "beat" in each.cmdline() and each.pid != but:
                    return int(each.pid)
        time.sleep(0.2)
    raise TimeoutError("There is no beat.")


def test_up_serves_pages_by_a_role_that_owns_nothing(copy):
    owner = addresses.embedded_database(copy.data)

    with copy.started(), psycopg.connect(owner) as session:
        copy.get("/accounts/login/")
        copy.get("/readyz")
        found = session.execute(
            "SELECT DISTINCT usename::text, usesuper FROM pg_stat_activity"
            " JOIN pg_user USING (usename)"
            " WHERE query ~ 'FROM .?(django_migrations|people_)' AND pid <> %s",
            [session.info.backend_pid],
        ).fetchall()

    assert found == [("alignment_app", False)]


def test_up_replaces_a_process_that_ends_by_itself(copy):
    with copy.started():
        first = _beat(copy)

        os.kill(first, signal.SIGKILL)

        assert _beat(copy, but=first) != first


def test_up_takes_over_a_stale_lock(copy):
    copy.data.mkdir(exist_ok=True)
    (copy.data / "lock").write_text(json.dumps({"pid": os.getpid(), "address": "x"}))

    with copy.started():
        status = copy.get("/healthz")

    assert status == 200


def test_up_names_a_taken_port(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = Copy(tmp_path / "data", port).refusal()

    assert (
        said == f"Port {port} is taken: choose another, like make run PORT={port + 1}."
    )


def test_up_names_a_database_that_does_not_answer(tmp_path):
    said = Copy(tmp_path, _free_port()).refusal(
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
        SECRET_KEY="x" * 40,
        CUSTOMER_SECRET="y" * 40,
    )

    assert said.startswith(
        "The database at 127.0.0.1 (DATABASE_URL) does not let us in"
    )
    assert len(said.splitlines()) == 1


DEAF = """
import os, signal, time
from alignment.runtime.up import Up

class Deaf(Up):
    def _start(self):
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(1)
        except KeyboardInterrupt:
            pass

Deaf(print).run()
"""


def test_up_stops_also_when_the_interruption_is_lost(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", DEAF],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "alignment.settings",
            "ALIGNMENT_DATA": str(tmp_path / "data"),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n")[-3:-1] == [
        "Stopping …",
        "Stopped. The data is kept.",
    ]
