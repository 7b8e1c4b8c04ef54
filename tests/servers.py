"""Throwaway PostgreSQL and Valkey for a test run, started before Django is set up.

Loaded by pytest as a plugin (`-p tests.servers`), so that the addresses stand in the
environment before the settings are read. Workers of pytest-xdist share the first
process's PostgreSQL, and have a Valkey and a folder each: no worker empties another's
cache, or takes its files.

A cluster with a migrated database is kept beside pytest's cache, under a name that
changes with the migrations: a run copies it, and each test database is a copy in it.
"""

import atexit
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from alignment.addresses import PAGES_ROLE
from alignment.runtime.embedded import Postgres, Valkey

FLAG = "ALIGNMENT_TEST_SERVERS"
ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "alignment"
TEMPLATE = "migrated"
DURABLE = os.environ.get("ALIGNMENT_TEST_DURABLE") == "1"  # only speeds need it


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Make each test database as a copy of the migrated one."""
    if os.environ.get("ALIGNMENT_TEST_TEMPLATE"):
        connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE


def _start_all() -> None:
    folder = Path(tempfile.mkdtemp(prefix="alignment-test-"))
    folder.chmod(0o711)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[FLAG] = str(folder)
    os.environ["ALIGNMENT_DATA"] = str(folder / "data")
    os.environ["ALIGNMENT_EMBEDDED"] = "1"
    for name in ("SECRET_KEY", "CUSTOMER_SECRET", "DEMO", "SITE_URL", "HOST", "PORT"):
        os.environ.pop(name, None)
    _start_valkey(folder)
    if cluster := _migrated_cluster():
        _copy(cluster, folder / "postgres")
        os.environ["ALIGNMENT_TEST_TEMPLATE"] = "1"
    _start_postgres(folder)


@contextlib.contextmanager
def fresh_database(name: str) -> Iterator[None]:
    """A migrated database under that name, for what runs outside pytest."""
    url = os.environ["DATABASE_URL"]
    _psql(url, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    before = connection.settings_dict["NAME"]
    _turn_to(name, url.replace("/postgres?", f"/{name}?"))
    try:
        yield
    finally:
        _turn_to(before, url)
        _psql(url, f"DROP DATABASE {name} WITH (FORCE)")


def _turn_to(name: str, url: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    os.environ["DATABASE_URL"] = url


def as_pages(url: str) -> str:
    """The same database for the role the pages connect with."""
    return url.replace("//postgres@", f"//{PAGES_ROLE}@")


def _start_postgres(folder: Path) -> Postgres:
    postgres = Postgres(
        folder / "postgres", folder / "run" / "pg", folder / "pg.log", durable=DURABLE
    )
    postgres.start()
    atexit.register(postgres.stop)
    postgres.wait()
    os.environ["DATABASE_URL"] = postgres.url
    return postgres


def _start_valkey(folder: Path) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    valkey = Valkey(
        folder / f"valkey-{worker}",
        folder / f"run-{worker}",
        folder / f"valkey-{worker}.log",
        durable=False,
    )
    valkey.start()
    atexit.register(valkey.stop)
    valkey.wait()
    os.environ["REDIS_URL"] = valkey.url


def _migrated_cluster() -> Path | None:
    """The kept cluster for these migrations; None when they cannot be applied."""
    digest = hashlib.sha256()
    for path in sorted(_migrations()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    kept = KEPT / f"cluster-{digest.hexdigest()[:16]}"
    if kept.exists():
        kept.touch()
        return kept
    half = KEPT / f"{os.getpid()}.new"
    half.parent.mkdir(parents=True, exist_ok=True)
    try:
        if not _make_cluster(half):
            return None
        with contextlib.suppress(OSError):  # another run was faster
            half.rename(kept)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    older = sorted(KEPT.glob("cluster-*"), key=lambda path: path.stat().st_mtime)
    for path in older[:-3]:
        shutil.rmtree(path, ignore_errors=True)
    return kept


def _make_cluster(target: Path) -> bool:
    folder = Path(tempfile.mkdtemp(prefix="alignment-template-"))
    folder.chmod(0o711)
    try:
        postgres = _start_postgres(folder)
        _psql(postgres.url, f"CREATE DATABASE {TEMPLATE}")
        url = postgres.url.replace("/postgres?", f"/{TEMPLATE}?")
        urls = {"DATABASE_URL": as_pages(url), "DATABASE_OWNER_URL": url}
        migrated = _manage("migrate", "--skip-checks", "-v", "0", **urls)
        postgres.stop()
        if migrated:
            _copy(folder / "postgres", target)
        return migrated
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _manage(*words: str, **variables: str) -> bool:
    """Run a command of ours; what it says goes to the terminal when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0


def _psql(url: str, command: str) -> None:
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(command)


def _copy(source: Path, target: Path) -> None:
    """Copy with owners and permissions, which PostgreSQL insists on."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _migrations() -> list[Path]:
    return [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("*/*/migrations/*.py"),
        ROOT / "alignment" / "runtime" / "rights.py",
        *ROOT.glob("alignment/search/*.py"),
        ROOT / "alignment" / "search" / "operations" / "index.py",
        ROOT / "alignment" / "audit" / "operations" / "keep.py",
        ROOT / "requirements" / "run.txt",
    ]


if FLAG not in os.environ:
    _start_all()
elif worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Imports are numbered in each worker's own database, and so are their folders.
    os.environ["ALIGNMENT_DATA"] = str(Path(os.environ[FLAG]) / f"data-{worker}")
    _start_valkey(Path(os.environ[FLAG]))
