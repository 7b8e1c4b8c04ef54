"""COPY from frames: polars writes the text, PostgreSQL reads it, Python is idle."""

from collections.abc import Mapping

import polars as pl
import polars.selectors as cs
from django.db import connection

NEEDS_QUOTES = r'[",\r\n]|^(\\\.)?$'
SECONDS = "%Y-%m-%d %H:%M:%S+00"
MICROSECONDS = "%Y-%m-%d %H:%M:%S%.6f+00"


def copy(table: str, columns: tuple[str, ...], rows: pl.DataFrame) -> None:
    """COPY the named columns of the rows into a table; moments are in UTC."""
    if rows.is_empty():
        return
    names = ", ".join(f'"{column}"' for column in columns)
    text = _csv(rows.select(columns))
    with connection.cursor() as cursor:
        statement = f"COPY {table} ({names}) FROM STDIN (FORMAT csv)"
        with cursor.copy(statement) as stream:
            stream.write(text)


def _csv(rows: pl.DataFrame) -> str:
    """The rows as CSV. What needs no quotes is not looked through for them, and whole
    seconds are written without a fraction: both take half as long.
    """
    moments = rows.select(cs.datetime(time_zone="UTC").dt.microsecond() == 0)
    whole = all(column.all() for column in moments)
    words = rows.select(cs.string().str.contains(NEEDS_QUOTES).any())
    quotes = any(column.any() for column in words)
    return rows.with_columns(
        cs.datetime(time_zone="UTC").dt.replace_time_zone(None)
    ).write_csv(
        include_header=False,
        datetime_format=SECONDS if whole else MICROSECONDS,
        quote_style="necessary" if quotes else "never",
    )


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
