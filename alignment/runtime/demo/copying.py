"""Whole tables of rows into PostgreSQL, by COPY."""

import polars as pl
from django.db import connection

SLICE_ROWS = 20_000


def copy(table: str, rows: pl.DataFrame) -> None:
    """Append the rows; columns by name. Null stays null, "" is never among them."""
    columns = ", ".join(rows.columns)
    command = f"COPY {table} ({columns}) FROM STDIN (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(command) as sink:
        for part in rows.iter_slices(SLICE_ROWS):
            sink.write(part.write_csv(include_header=False))
