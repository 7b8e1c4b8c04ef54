"""How days and times are written, guessed by a few samples."""

import polars as pl
import pytest

from kpis.ingest import moments

pytestmark = pytest.mark.capability("C21")


@pytest.mark.parametrize(
    ("samples", "way"),
    [
        (["2026-11-16 14:05:09", "2026-02-01 00:00:00"], "iso"),
        (["2026-11-16T14:05:09Z"], "iso"),
        (["2026-11-16T14:05:09+01:00", "junk"], "iso"),
        (["16.11.2026 14:05"], "dmy"),
        (["16 Nov 2026 2:05 pm"], "dmy"),
        (["Nov 16, 2026"], "mdy"),
        (["11/16/2026 02:05:09 PM"], "mdy"),
        (["20261116"], "yyyymmdd"),
        (["261116"], "yymmdd"),
        (["1795615509"], "epoch"),
        (["46342.58"], "excel"),
    ],
)
def test_way_is_guessed_by_samples(samples, way):
    assert moments.guess(samples) == (way, "")
    assert moments.looks_like_moments(samples) or "junk" in samples


def test_way_that_may_be_another_is_named_with_it():
    assert moments.guess(["03/04/2026", "05/06/2026"]) == ("dmy", "mdy")


@pytest.mark.parametrize(
    "samples",
    [
        ["Reason 12", "Reason 20261116"],
        ["C000123456"],
        ["a1b2c3d4e5f6"],
        ["12", "900"],
        ["May I pay later?", "Bill"],
        ["", " "],
        [],
    ],
)
def test_words_and_numbers_are_no_moments(samples):
    assert not moments.looks_like_moments(samples)


def test_moments_written_in_several_shapes_are_all_read():
    texts = pl.Series(["2026-11-16", "16x", "2026-11-16T14:05Z", "2026-11-16 14:05:09"])

    found = moments.parse(texts, "iso", "Europe/Berlin")

    assert [str(each) for each in found] == [
        "2026-11-15 23:00:00+00:00",
        "None",
        "2026-11-16 14:05:00+00:00",
        "2026-11-16 13:05:09+00:00",
    ]
