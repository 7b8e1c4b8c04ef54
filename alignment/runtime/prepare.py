"""What must be right before pages are served, and whether they are."""

import hashlib
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- read, not bound


def prepare(*, embedded: bool) -> None:
    """Migrate the database and gather browser files, if anything has changed.

    What was done last is noted in the data folder, together with which cluster it was
    done to: a second start need not even load the apps to find out. A database of
    one's own is asked each time.
    """
    stamp = settings.DATA / "prepared"
    wanted = _fingerprint()
    same = stamp.exists() and stamp.read_text() == wanted
    if embedded and same and settings.STATIC_ROOT.is_dir():
        return
    django.setup()
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    connection.close()
    stamp.write_text(wanted)


def problems() -> list[str]:
    """What keeps the product from being ready, in its own words; empty when it is."""
    host = EVERYWHERE.get(settings.HOST, settings.HOST)
    client = http.client.HTTPConnection(host, settings.PORT, timeout=10)
    try:
        client.request("GET", "/readyz", headers={"Host": _own_host()})
        said = json.loads(client.getresponse().read())
        return list(said["problems"])
    except (OSError, http.client.HTTPException):
        return ["The web process does not answer."]
    except (ValueError, LookupError):
        return ["The web process answers with an error."]
    finally:
        client.close()


def _own_host() -> str:
    """A name that ALLOWED_HOSTS lets in."""
    return urlsplit(settings.SITE_URL).netloc


def _fingerprint() -> str:
    cluster = settings.DATA / "postgres" / "PG_VERSION"
    made = cluster.stat().st_ctime_ns if cluster.exists() else 0
    digest = hashlib.sha256(f"{settings.STATIC_ROOT} {made}".encode())
    for path in _sources():
        digest.update(str(path.relative_to(settings.ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    """All that migrations, index, register, rights and browser files are made of."""
    yield settings.ROOT / "requirements" / "run.txt"
    yield settings.ROOT / "alignment" / "runtime" / "rights.py"
    for folder, pattern in (
        ("alignment", "*/migrations/*.py"),
        ("alignment/search", "**/*.py"),
        ("alignment/audit", "**/*.py"),
        (".", "*/migrations/*.py"),
        ("static", "**/*"),
    ):
        yield from sorted(
            each for each in (settings.ROOT / folder).glob(pattern) if each.is_file()
        )
