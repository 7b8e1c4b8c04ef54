"""Keys and slugs of rows as people's addresses and forms name them."""

from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.core.validators import slug_re
from django.db import IntegrityError
from django.db.models import Manager, Model

Row = TypeVar("Row", bound=Model)
MOST_DIGITS = 18
"""More do not fit into a key."""


def key_of(text: str) -> int:
    """The key that a text names; 0, which no row has, where it names none."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0


def slug_of(text: str) -> str:
    """The slug that a text names; "", which no row has, where it names none."""
    return text if slug_re.match(text) else ""


def keys_of(key: UUID, by: Any) -> list[UUID]:
    """Under which somebody's row is kept: the key their browser made, or one made of
    it for them where that is another's, by a mistake or by malice."""
    return [key, uuid5(key, str(by.pk))]


def keep_once(
    rows: Manager[Row], *, key: UUID, who: str, by: Any, values: dict[str, Any]
) -> tuple[Row, bool]:
    """The row that somebody keeps under a key, and whether it is new.

    `who` is the column that says whose it is. Within a transaction.
    """
    first, other = keys_of(key, by)
    try:
        return rows.get_or_create(key=first, **{who: by}, defaults=values)
    except IntegrityError:
        return rows.get_or_create(key=other, **{who: by}, defaults=values)
