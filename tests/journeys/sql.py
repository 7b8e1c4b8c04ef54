"""Writing past the models, to see what the database itself refuses."""

from typing import Any

from django.db import connection, transaction


def write(sql: str, *values: Any) -> None:
    """Run it with every deferred constraint checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
