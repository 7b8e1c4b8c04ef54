"""News for tests, and tasks that run at once."""

import threading
from collections.abc import Callable

from django.db import connection

from alignment.actions.models import News


def news(key: str = "thing", kind: str = "action-given", **more) -> News:
    given = {"words": f"Petra asks you: {key}", "url": "/actions/"}
    return News(kind, key, **given | more)


def five_times(work: Callable[[], object]) -> None:
    """Do it five times in one moment, each with a connection of its own."""
    start, failed = threading.Barrier(5), []

    def run() -> None:
        start.wait(10)
        try:
            work()
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test says it
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
