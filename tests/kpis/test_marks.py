"""Marks of customers: how spans of days become changes of counts."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

from kpis.operations.marks import ID_BITS, changes, marks

SPOKEN = {
    "customer": pl.Int64,
    "day": pl.Int32,
    "reason": pl.Int32,
    "given": pl.Int32,
}
LINES = {
    "customer": pl.Int64,
    "journey": pl.Int64,
    "begins": pl.Int32,
    "ends": pl.Int32,
}
REASONS = pl.DataFrame(
    {
        "reason": pl.Series([1, 2, 3], dtype=pl.Int32),
        "journey": [0, 4, 4],
        "step": [0, 0, 9],
        "is_heard": [True, True, False],
    }
)
FIRST = date(2025, 1, 1)
Rows = Sequence[tuple[int | None, ...]]


def days(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def counted(spoken: Rows, lines: Rows = (), reasons=REASONS) -> set[tuple[int, ...]]:
    """(journey, step, days after FIRST, active, base, silent) of every change."""
    told = pl.DataFrame(list(spoken), schema=SPOKEN, orient="row").with_columns(
        pl.col("day") + days(FIRST)
    )
    listed = pl.DataFrame(list(lines), schema=LINES, orient="row").with_columns(
        pl.col("begins", "ends") + days(FIRST)
    )
    found = changes(marks(told, listed, reasons)["mark"])
    return {
        (journey, step, (day - FIRST).days, *counts)
        for journey, step, day, *counts in found.iter_rows()
    }


def test_marks_make_somebody_active_from_the_first_contact_on():
    found = counted([(7, 0, 1, None), (7, 100, 1, None)])

    assert found == {
        (0, 0, 0, 1, 0, 0),
        (0, 0, 90, 0, 1, 1),
        (0, 0, 100, 0, 0, -1),
        (0, 0, 190, 0, 0, 1),
    }


def test_marks_join_contacts_within_ninety_days():
    found = counted([(7, 0, 1, None), (7, 90, 1, None), (7, 60, 1, None)])

    assert found == {
        (0, 0, 0, 1, 0, 0),
        (0, 0, 90, 0, 1, 0),
        (0, 0, 180, 0, 0, 1),
    }


def test_marks_of_a_step_count_who_did_speak_of_it():
    reasons = REASONS.with_columns(is_heard=pl.lit(value=True))

    found = counted([(7, 0, 2, None), (7, 120, 3, None)], reasons=reasons)

    assert {change for change in found if change[:2] == (4, 9)} == {
        (4, 9, 120, 0, 0, -1),
        (4, 9, 210, 0, 0, 1),
    }


def test_marks_follow_the_journey_a_contact_was_given():
    found = counted([(7, 0, 1, 5)])

    assert {(5, 0, 0, 1, 0, 0), (5, 0, 90, 0, 1, 1)} <= found


def test_marks_make_nobody_active_through_a_source_with_a_list():
    assert counted([(7, 0, 3, None)]) == set()


def test_marks_take_active_days_of_the_listed_from_their_lists():
    found = counted([(7, 10, 1, None)], [(7, 4, 0, 100), (7, 4, 200, 250)])

    assert {change for change in found if change[0] == 4} == {
        (4, 0, 0, 1, 0, 0),
        (4, 0, 90, 0, 1, 1),
        (4, 0, 100, -1, -1, -1),
        (4, 0, 200, 1, 0, 0),
        (4, 0, 250, -1, 0, 0),
    }


def test_marks_join_lines_that_meet_and_believe_the_newest():
    old, new, meets = (7, 4, 0, 30), (7, 4, 0, 100), (7, 4, 100, None)

    found = counted([], [old, new, meets])

    assert {change for change in found if change[0] == 4} == {
        (4, 0, 0, 1, 0, 0),
        (4, 0, 90, 0, 1, 1),
    }


def test_marks_bear_days_of_another_century():
    long_ago, far_off = days(date(1850, 1, 1)), days(date(9999, 12, 31))
    of_first = days(FIRST)

    found = counted([], [(7, 4, long_ago - of_first, far_off - of_first)])

    first = (date(1900, 1, 1) - FIRST).days
    assert {change for change in found if change[0] == 4} == {
        (4, 0, first, 1, 0, 0),
        (4, 0, first + 90, 0, 1, 1),
    }


def test_marks_refuse_numbers_they_have_no_room_for():
    with pytest.raises(OverflowError, match="has a number over"):
        counted([(7, 0, 1, 2**ID_BITS)])


def test_changes_sum_the_marks_of_many():
    spoken = [(who, 0, 1, None) for who in range(1, 501)]

    found = counted(spoken)

    assert found == {(0, 0, 0, 500, 0, 0), (0, 0, 90, 0, 500, 500)}
