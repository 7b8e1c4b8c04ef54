"""Where PostgreSQL and Redis are, and how each kind of process talks to them."""

import hashlib
import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PAGES_ROLE = "alignment_app"
SOCKET_PATH_LENGTH = 100  # the kernel's limit is 107, macOS's 103
WEB_LIMITS = {
    "alignment.pages": "on",  # histories only grow, also where the owner serves pages
    "statement_timeout": "10s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "15s",
}
JOB_LIMITS = {
    "client_connection_check_interval": "2s",  # a killed worker's leases end with it
    "statement_timeout": "15min",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "15min",
}


def sockets(data: Path) -> Path:
    """The folder of the embedded servers' sockets: in the data folder if that is short.

    A function of the data folder alone, so that `manage.py shell` finds the servers
    that `manage.py up` started.
    """
    inside = data / "run"
    if len(str(inside / "pg" / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LENGTH:
        return inside
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Path("/tmp") / f"alignment-{os.geteuid()}-{digest}"  # noqa: S108 -- checked


def embedded_database(data: Path, role: str = "postgres") -> str:
    """The address of the embedded PostgreSQL of a data folder."""
    return f"postgresql://{role}@/postgres?host={sockets(data) / 'pg'}"


def role(url: str) -> tuple[str, str]:
    """Whom an address connects as, and the password."""
    parts = urlsplit(url)
    return unquote(parts.username or "postgres"), unquote(parts.password or "")


def embedded_redis(data: Path) -> str:
    """The address of the embedded Valkey of a data folder."""
    return f"unix://{sockets(data) / 'valkey'}"


def database(url: str, *, web: bool, pool: int) -> dict[str, object]:
    """Django's settings for a postgresql:// address; a socket folder by ?host=.

    Pages share a pool and are cut off early. Jobs and commands have a connection each,
    which survives a fork, and time to finish.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must start with postgresql:// , the only database we use."
        )
    user, password = role(url)
    query = dict(parse_qsl(parts.query))
    limits = WEB_LIMITS if web else JOB_LIMITS
    options: dict[str, object] = {
        "options": " ".join(f"-c {name}={time}" for name, time in limits.items()),
        "connect_timeout": "5",
    }
    if web:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "alignment",
        "USER": user,
        "PASSWORD": password,
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": query.pop("port", "") or parts.port or "",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, **query},
    }


def redis(url: str, number: int) -> str:
    """One of the numbered databases of a Redis, for redis-py and Django's cache."""
    parts = _redis_parts(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number}"
    return parts._replace(path=f"/{number}").geturl()


def broker(url: str, number: int) -> str:
    """The same for Celery, which writes sockets in its own way."""
    parts = _redis_parts(url)
    if parts.scheme == "unix":
        return f"redis+socket://{parts.path}?virtual_host={number}"
    return parts._replace(path=f"/{number}").geturl()


def _redis_parts(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(
            "REDIS_URL must start with redis:// , rediss:// or unix:// ."
        )
    return parts
