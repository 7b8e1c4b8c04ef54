"""The servers out of wheels: in any folder, after any end, for any user."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from alignment import addresses
from alignment.runtime import privileges
from alignment.runtime.embedded import Postgres, Valkey

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="is about being root")


@pytest.fixture
def place():
    """A folder only its owner may enter, with a short name as sockets need it."""
    folder = Path(tempfile.mkdtemp(prefix="place-"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def postgres(place):
    made = Postgres(place / "db", place / "run" / "pg", place / "log", durable=False)
    yield made
    made.stop()


@pytest.fixture
def stranger(place):
    """A living process of PostgreSQL's own user that is no parent of ours.

    PostgreSQL takes no notice of other users' processes, nor of its parents'.
    """
    uid = privileges.owner_of_servers(place)
    process = subprocess.Popen(["sleep", "60"], cwd="/", user=uid)
    yield process.pid
    process.kill()
    process.wait()


def _answer(postgres: Postgres, question: str) -> object:
    with psycopg.connect(postgres.url) as session:
        row = session.execute(question).fetchone()
    assert row
    return row[0]


def test_postgres_starts_where_only_the_owner_may_enter(postgres, place):
    postgres.start()
    postgres.wait()

    assert int(str(_answer(postgres, "SHOW server_version_num"))) >= 180000
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(postgres.sockets.stat().st_mode) == 0o700


@as_root
def test_postgres_is_not_root_when_root_starts_it(postgres):
    postgres.start()
    postgres.wait()

    assert psutil.Process(postgres.process.pid).uids().real != 0
    assert (
        postgres.folder.stat().st_uid
        == psutil.Process(postgres.process.pid).uids().real
    )


@as_root
def test_postgres_keeps_no_right_of_roots_where_it_needs_none(place):
    place.chmod(0o711)
    open_to_all = Postgres(place / "db", place / "run" / "pg", place / "log")
    (place / "run").mkdir(mode=0o711)
    uid = privileges.owner_of_servers(open_to_all.folder)
    assert uid is not None

    reachable = privileges.reachable([open_to_all.folder, open_to_all.sockets], uid)

    assert reachable
    place.chmod(0o700)
    assert not privileges.reachable([open_to_all.folder], uid)


def test_postgres_never_uses_a_half_made_cluster(postgres):
    half = postgres.folder.with_name("db.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18")

    postgres.start()
    postgres.wait()

    assert _answer(postgres, "SELECT 1") == 1
    assert not half.exists()


def test_postgres_starts_beside_a_stranger_who_has_its_old_pid(postgres, stranger):
    postgres.start()
    postgres.wait()
    postgres.process.kill()
    postgres.process.wait()
    pid_file = postgres.folder / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(stranger), *lines[1:]]))

    postgres.start()
    postgres.wait()

    assert _answer(postgres, "SELECT 1") == 1


def test_postgres_starts_where_a_killed_one_left_its_socket(postgres, stranger):
    postgres.start()
    postgres.wait()
    lock = postgres.sockets / ".s.PGSQL.5432.lock"
    left = lock.read_text()
    postgres.stop()
    lines = left.splitlines()
    lock.write_text("\n".join([str(stranger), *lines[1:]]) + "\n")
    (postgres.sockets / ".s.PGSQL.5432").touch()

    postgres.start()
    postgres.wait()

    assert _answer(postgres, "SELECT 1") == 1


def test_postgres_ends_its_own_leftover_first(postgres, place):
    postgres.start()
    postgres.wait()
    leftover = postgres.process
    again = Postgres(postgres.folder, postgres.sockets, place / "log", durable=False)

    again.start()
    again.wait()

    assert leftover.wait(10) == 0
    assert _answer(again, "SELECT 1") == 1
    again.stop()


def test_postgres_stops_when_whoever_started_it_is_killed(place):
    script = (
        "import os, sys; from pathlib import Path\n"
        "from alignment.runtime.embedded import Postgres\n"
        "place = Path(sys.argv[1])\n"
        "it = Postgres(place / 'db', place / 'run' / 'pg', place / 'log')\n"
        "it.start(); it.wait(); print(it.process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(place)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == -9
    pid = int(done.stdout)
    if psutil.pid_exists(pid):
        psutil.wait_procs([psutil.Process(pid)], timeout=20)
    assert not psutil.pid_exists(pid)


def test_valkey_keeps_what_it_was_told(place):
    valkey = Valkey(place / "valkey", place / "run", place / "log")
    for value in (b"+OK", b"$5"):
        valkey.start()
        valkey.wait()
        answer = _say(
            valkey, b"GET word\r\n" if value == b"$5" else b"SET word truth\r\n"
        )
        valkey.stop()

        assert answer.startswith(value)


def _say(valkey: Valkey, words: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as session:
        session.connect(str(valkey.socket))
        session.sendall(words)
        return session.recv(64)


def test_sockets_are_in_the_data_folder_when_that_is_short_enough():
    short, long = Path("/srv/alignment/.data"), Path("/srv") / ("a" * 120)

    assert addresses.sockets(short) == short / "run"
    assert len(str(addresses.sockets(long) / "pg" / ".s.PGSQL.5432.lock")) < 100
    assert addresses.sockets(long) != addresses.sockets(long / "other")
