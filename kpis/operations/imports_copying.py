"""COPY from frames: polars writes the text, PostgreSQL reads it, Python is idle."""

from collections.abc import Mapping

import polars as pl
from django.db import connection


def copy(table: str, columns: tuple[str, ...], rows: pl.DataFrame) -> None:
    """COPY the named columns of the rows into a table."""
    if rows.is_empty():
        return
    names = ", ".join(f'"{column}"' for column in columns)
    text = rows.select(columns).write_csv(include_header=False)
    with connection.cursor() as cursor:
        statement = f"COPY {table} ({names}) FROM STDIN (FORMAT csv)"
        with cursor.copy(statement) as stream:
            stream.write(text)


def read_back(
    text: str | None, schema: Mapping[str, type[pl.DataType]], separator: str = ","
) -> pl.DataFrame:
    """A frame of the lines that a query has put together as one text.

    One long value comes over far quicker than many short rows.
    """
    if not text:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(
        text.encode(), has_header=False, schema=schema, separator=separator
    )
