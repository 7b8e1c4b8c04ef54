"""Several deeds in one moment, as when several people press a button."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def at_once(
    *deeds: Callable[[], Any],
    refused: type[Exception] | tuple[type[Exception], ...] = (),
) -> list[Any]:
    """What came of each, in order: its answer, or the refusal it was met with.

    Each has a connection of its own. Raises whatever else one of them raises.
    """
    ready = threading.Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            ready.wait(10)
            return deed()
        except refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))
