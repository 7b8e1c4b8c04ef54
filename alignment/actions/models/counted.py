"""What is counted beside the places of every page, and kept until it changes."""

from django.core.cache import cache
from django.db import transaction


def counted_key(person_id: int) -> str:
    """The name under which what waits for somebody is kept."""
    return f"actions:counted:{person_id}"


def count_anew(*people: int) -> None:
    """Once this is committed, have what waits for these people counted anew."""
    keys = [counted_key(pk) for pk in people]
    transaction.on_commit(lambda: cache.delete_many(keys), robust=True)
