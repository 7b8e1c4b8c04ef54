"""What is wrong with the machine is said in a sentence."""

import contextlib
import errno
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
import redis
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connections

from alignment import environment
from alignment.runtime import machine
from alignment.runtime.trouble import Trouble
from tests import chromium


@pytest.fixture
def server_of(monkeypatch):
    def answer(version):
        info = SimpleNamespace(server_version=version)
        one = contextlib.nullcontext(SimpleNamespace(info=info))
        monkeypatch.setattr(psycopg, "connect", lambda *_, **__: one)

    return answer


def test_machine_names_a_postgresql_that_is_too_old(server_of):
    server_of(140_009)

    with pytest.raises(Trouble) as reason:
        machine.check_postgres("postgresql://us@db.example/alignment")

    assert str(reason.value) == (
        "The database at db.example is PostgreSQL 14: Alignment needs 15 or newer."
    )


def test_machine_takes_the_oldest_postgresql_that_will_do(server_of):
    server_of(150_000)

    machine.check_postgres("postgresql://us@db.example/alignment")


@pytest.mark.django_db
def test_migrate_refuses_a_postgresql_that_is_too_old(monkeypatch):
    fine = run_checks(tags=["database"], databases=["default"])
    monkeypatch.setitem(connections["default"].__dict__, "pg_version", 140_009)

    with pytest.raises(SystemCheckError) as reason:
        call_command("migrate", check_unapplied=True, skip_checks=False, verbosity=0)

    assert fine == []
    assert "is PostgreSQL 14: Alignment needs 15 or newer." in str(reason.value)


def test_machine_says_when_redis_wants_a_password(monkeypatch):
    def refuse(self):
        raise redis.AuthenticationError("HELLO must be called with …")

    monkeypatch.setattr(redis.Redis, "ping", refuse)

    with pytest.raises(Trouble) as reason:
        machine.check_redis("redis://cache.example:6379")

    assert str(reason.value) == (
        "The Redis at cache.example (REDIS_URL) asks for another password: write it as"
        " redis://:password@host:6379."
    )


def test_chromium_that_cannot_be_had_is_named(monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(chromium, "is_there", lambda: False)
    monkeypatch.setattr(chromium, "_run", lambda *command: ran.append(command))

    assert chromium.main() == 1

    assert ran[-1][1:] == ("-m", "playwright", "install", "chromium")
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "There is no Chromium for the browser tests: install Debian's" in said


def test_machine_names_a_data_folder_of_somebody_else(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setenv("SECRET_KEY", "")
    monkeypatch.setattr(Path, "exists", refuse)

    with pytest.raises(ImproperlyConfigured) as reason:
        environment.kept_secret("SECRET_KEY", tmp_path / "keys", embedded=True)

    assert str(reason.value) == (
        f"The data folder {tmp_path} cannot be used (Permission denied): start as its"
        " owner, or choose another with ALIGNMENT_DATA."
    )
