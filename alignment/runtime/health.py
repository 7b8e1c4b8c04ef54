"""Is the process up, and can it do its work."""

import time

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

HEARTBEAT_KEY = "runtime:heartbeat"
HEARTBEAT_SECONDS = 60


@login_not_required
def health_live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers."""
    return JsonResponse({"status": "up"})


@login_not_required
def health_ready(request: HttpRequest) -> JsonResponse:
    """200 once database, Redis, migrations and the worker are; else 503 and why."""
    problems = [text for check in (_database, _redis) if (text := check())]
    return JsonResponse(
        {"status": "not ready" if problems else "ready", "problems": problems},
        status=503 if problems else 200,
    )


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "The database waits for `manage.py migrate`."
    except Exception:  # noqa: BLE001 -- whatever it is, the answer is "not ready"
        return "The database does not answer."
    return ""


def _redis() -> str:
    try:
        beat: float | None = cache.get(HEARTBEAT_KEY)
    except Exception:  # noqa: BLE001 -- whatever it is, the answer is "not ready"
        return "Redis does not answer."
    if beat is None or time.time() - beat > HEARTBEAT_SECONDS:
        return "No worker has been heard of for a minute."
    return ""
