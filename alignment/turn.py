"""One at a time: what is looked for and then made is not made by two at once."""

from zlib import crc32

from django.db import connection

FAMILY = 1_404
"""First key of these advisory locks; the second is made of what is made."""


def take_turn(kind: str) -> None:
    """Wait until nobody else makes something of this kind.

    The turn lasts until the transaction ends; call it at the beginning of one.
    """
    number = crc32(kind.encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [FAMILY, number])
