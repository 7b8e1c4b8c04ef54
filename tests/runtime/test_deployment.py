"""One set of commands, one list of settings, and no secret with a default."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from alignment.runtime.child import commands

ROOT = Path(__file__).resolve().parents[2]
SECRETS = ("SECRET_KEY", "CUSTOMER_SECRET", "POSTGRES_PASSWORD")
OUTSIDE = {"POSTGRES_PASSWORD"}  # read by docker-compose.yml alone


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_process_has_one_command_everywhere(compose, name):
    procfile = commands(ROOT / "Procfile")

    assert compose["services"][name]["command"] == " ".join(procfile[name])


def test_procfile_names_what_up_starts():
    assert list(commands(ROOT / "Procfile")) == ["web", "worker", "beat"]


def test_image_starts_the_web_process_by_itself():
    last = (ROOT / "Dockerfile").read_text().strip().splitlines()[-1]

    assert (
        ast.literal_eval(last.removeprefix("CMD "))
        == commands(ROOT / "Procfile")["web"]
    )


def test_compose_has_servers_that_keep_their_data(compose):
    services = compose["services"]

    assert services["postgres"]["image"] == "postgres:18"
    assert "--appendonly yes" in services["redis"]["command"]
    assert "--maxmemory-policy noeviction" in services["redis"]["command"]
    for name in ("postgres", "redis"):
        volume = services[name]["volumes"][0].split(":")[0]
        assert volume in compose["volumes"]


@pytest.mark.parametrize("name", ["web", "worker", "beat", "migrate"])
def test_compose_runs_ours_without_root_and_with_shared_uploads(compose, name):
    service = compose["services"][name]

    assert service["user"] == "10001:10001"
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["files:/data"]


@pytest.mark.parametrize("name", ["postgres", "redis", "web", "worker", "beat"])
def test_compose_knows_whether_each_is_well(compose, name):
    assert compose["services"][name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", SECRETS)
def test_secret_has_no_default_anywhere(name):
    compose = (ROOT / "docker-compose.yml").read_text()
    example = (ROOT / ".env.example").read_text()

    uses = re.findall(rf"\$\{{{name}(.)", compose)
    assert uses
    assert set(uses) == {":"}
    assert len(re.findall(rf"\$\{{{name}:\?", compose)) == len(uses)
    assert f"\n{name}=\n" in example


def test_each_setting_is_described_and_no_other():
    read = {
        name
        for path in (ROOT / "alignment").rglob("*.py")
        for name in re.findall(
            r"\benv\.(?:text|switch|number|words|time_zone|choice|web_address|"
            r'kept_secret)\(\s*"([A-Z_]+)"',
            path.read_text(),
        )
    }
    described = set(
        re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )

    assert described == read | OUTSIDE


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "99999", "PORT is “99999”. Set it to a whole number from 1 to 65535."),
        ("DEMO", "perhaps", "DEMO is “perhaps”. Set it to 1 or 0."),
        ("SITE_URL", "alignment", "SITE_URL is “alignment”. Set it to an address"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is “LOUD”. Set it to one of DEBUG"),
        ("SECRET_KEY", "short", "SECRET_KEY is too short."),
        (
            "ALIGNMENT_DATA",
            "/dev/null/data",
            "The data folder /dev/null/data cannot be used (Not a directory)",
        ),
        ("DATABASE_URL", "mysql://host/x", "DATABASE_URL must start with postgresql"),
        ("REDIS_URL", "http://host", "REDIS_URL must start with redis://"),
        ("ALIGNMENT_TIME_ZONE", "Mars/Base", "ALIGNMENT_TIME_ZONE is “Mars/Base”"),
    ],
)
def test_wrong_setting_is_said_in_a_sentence(name, value, words):
    done = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env={**os.environ, name: value},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_gathered_files_are_readable_by_whoever_serves_them(tmp_path):
    environment = {**os.environ, "ALIGNMENT_STATIC": str(tmp_path / "static")}
    subprocess.run(
        [
            "sh",
            "-c",
            'umask 022; exec "$0" manage.py collectstatic -v 0',
            sys.executable,
        ],
        cwd=ROOT,
        env=environment,
        check=True,
    )

    found = [tmp_path / "static", *(tmp_path / "static").rglob("*")]
    closed = [path for path in found if not path.stat().st_mode & 0o004]
    assert len(found) > 100
    assert closed == []


@pytest.mark.parametrize(
    ("port", "tls", "ways"),
    [
        ("587", "1", (True, False)),
        ("465", "1", (False, True)),
        ("25", "0", (False, False)),
    ],
)
def test_mail_is_encrypted_as_its_port_asks(port, tls, ways):
    code = (
        "from django.conf import settings as s; print(s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
        cwd=ROOT,
        env={**os.environ, "EMAIL_PORT": port, "EMAIL_TLS": tls},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == [str(way) for way in ways]


def test_secrets_are_asked_for_beside_a_database_of_ones_own(tmp_path):
    environment = {**os.environ, "ALIGNMENT_EMBEDDED": "0", "SECRET_KEY": ""}
    environment["ALIGNMENT_DATA"] = str(tmp_path)
    environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"

    done = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is not set.")
