"""Keys and slugs of rows as people's addresses and forms name them."""

from django.core.validators import slug_re

MOST_DIGITS = 18
"""More do not fit into a key."""


def key_of(text: str) -> int:
    """The key that a text names; 0, which no row has, where it names none."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0


def slug_of(text: str) -> str:
    """The slug that a text names; "", which no row has, where it names none."""
    return text if slug_re.match(text) else ""
