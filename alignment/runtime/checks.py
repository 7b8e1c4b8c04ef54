"""What is looked at before a migration, by whichever command it is begun."""

from collections.abc import Collection
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from alignment.runtime.machine import OLDEST_POSTGRES, too_old


@register(Tags.database)
def check_database_is_new_enough(
    *, databases: Collection[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Older servers would take the migrations, and leave out what they promise."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        settings = connections[alias].settings_dict
        version = connections[alias].pg_version // 10000  # type: ignore[attr-defined]
        if version < OLDEST_POSTGRES:
            where = settings["HOST"] or "the given socket"
            found.append(Error(too_old(where, version), id="alignment.E001"))
    return found
