"""Is the process up, and can it do its work."""

import functools

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from psycopg_pool import PoolTimeout

from alignment.runtime.heartbeat import is_alive

NOT_MIGRATED = {"42P01", "42501"}  # no such table, or no right to it yet
PATIENCE = {"socket_timeout": 1, "socket_connect_timeout": 1}


@login_not_required
def health_live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers."""
    return JsonResponse({"status": "up"})


@login_not_required
def health_ready(request: HttpRequest) -> JsonResponse:
    """200 once database, Redis, migrations and the worker are; else 503 and why."""
    problems = [text for check in (_database, _redis) if (text := check())]
    response = JsonResponse(
        {"status": "not ready" if problems else "ready", "problems": problems},
        status=503 if problems else 200,
    )
    # Asked every few seconds, and read by who asks: no line in the log each time.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def _database() -> str:
    """One query: are the newest migrations of each app in the database."""
    newest = _newest_migrations()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM django_migrations WHERE (app, name) IN"
                " (SELECT * FROM unnest(%s::text[], %s::text[]))",
                [[app for app, _ in newest], [name for _, name in newest]],
            )
            applied = cursor.fetchone()[0]
    except (Error, PoolTimeout) as error:
        if getattr(error.__cause__, "sqlstate", "") in NOT_MIGRATED:
            return "The database waits for `manage.py migrate`."
        return "The database does not answer."
    if applied < len(newest):
        return "The database waits for `manage.py migrate`."
    return ""


@functools.cache
def _newest_migrations() -> tuple[tuple[str, str], ...]:
    """App and name of each app's last migration, as the files say."""
    return tuple(MigrationExecutor(None).loader.graph.leaf_nodes())


def _redis() -> str:
    try:
        url = settings.LIVE_URL
        with redis.Redis.from_url(url, **PATIENCE) as it:
            it.ping()
    except redis.RedisError:
        return "Redis does not answer."
    if not is_alive("worker"):
        return "No worker has been heard of for half a minute."
    return ""
