"""Where PostgreSQL's planner has to be told how a statement is best done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def without(method: str) -> Iterator[None]:
    """In a transaction: its statements inside do without, say, `hashjoin`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_{method} = off")
        yield
        cursor.execute(f"SET LOCAL enable_{method} = on")
