"""Frames that go into tables by COPY come out as they were."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from django.db import connection

from kpis.operations.imports_copying import copy

TABLE = "CREATE TEMPORARY TABLE copied (word text, moment timestamptz, day date, n int)"
COLUMNS = ("word", "moment", "day", "n")
NOON = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
DAY = date(2026, 3, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "word",
    [
        *("plain", "with, comma", 'with "quotes"', "two\nlines", "old\rline", ""),
        *("\\.", "back\\slash", "it's", "naïve – ☂", " blanks ", "NULL", None),
    ],
)
@pytest.mark.parametrize("moment", [NOON, NOON.replace(microsecond=250_001), None])
def test_copy_brings_every_word_and_moment_as_it_is(word, moment):
    rows = pl.DataFrame(
        [("first", NOON, DAY, 1), (word, moment, None, None)],
        schema={
            "word": pl.String,
            "moment": pl.Datetime("us", "UTC"),
            "day": pl.Date,
            "n": pl.Int32,
        },
        orient="row",
    )

    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        copy("copied", COLUMNS, rows)
        cursor.execute("SELECT * FROM copied ORDER BY n NULLS LAST")
        found = cursor.fetchall()

    assert found == [("first", NOON, DAY, 1), (word, moment, None, None)]
