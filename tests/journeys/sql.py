"""Writing past the models, to see what the database itself refuses."""

from django.db import connection, transaction


def write(sql: str, *values: object) -> None:
    """Run it with every deferred constraint checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
