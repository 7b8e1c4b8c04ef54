"""Sparks, bars, dots, feelings and the grid of who looks after what."""

import re

import pytest

from alignment.charts import (
    CoverageGrid,
    CoverageRow,
    bar,
    cover_dots,
    coverage_grid,
    feel_cell,
    feel_scale,
    spark,
)
from alignment.charts.coverage import Cover
from alignment.charts.scale import nice_ticks, say_number, say_tick, spread


def test_spark_is_empty_without_values():
    assert spark([], "ops") == spark([None], "ops") == ""


@pytest.mark.parametrize("values", [(4,), (4, 4, 4), (1, None, 3), (1e9, -1e9)])
def test_spark_stays_in_its_box(values):
    numbers = [float(n) for n in re.findall(r'c[xy]="([-\d.]+)"', spark(values, "ops"))]

    assert len(numbers) == 2
    assert 0 <= numbers[0] <= 104
    assert 0 <= numbers[1] <= 28


@pytest.mark.parametrize(
    ("value", "maximum", "width"),
    [(5, 10, "50"), (0, 10, "0"), (12, 10, "100"), (1, 0, "0"), (-2, 10, "0")],
)
def test_bar_is_its_share_of_the_longest(value, maximum, width):
    assert f'class="bar bar--ops" width="{width}"' in bar(value, maximum)


@pytest.mark.parametrize(
    ("both", "total", "on", "off"),
    [(2, 5, 2, 3), (0, 3, 0, 3), (24, 48, 6, 6), (0, 0, 0, 0)],
)
def test_cover_dots_count_steps(both, total, on, off):
    drawn = cover_dots(both, total)

    assert (drawn.count('"on"'), drawn.count('"off"')) == (on, off)


def test_feel_cell_joins_its_neighbours():
    left, right = feel_cell(None, 2, -1), feel_cell(2, -1, None)

    line = re.compile(r'class="feel__path" d="([^"]+)"')
    ends = line.findall(left)[0].split("L")[-1]
    begins = line.findall(right)[0].removeprefix("M").split("L")[0]
    assert ends.split()[1] == begins.split()[1]


def test_feel_cell_without_a_feeling_is_the_zero_line():
    assert "feel__path" not in feel_cell(1, None, 2)
    assert "feel__zero" in feel_cell(1, None, 2)


@pytest.mark.parametrize(("value", "on"), [(3, 1), (-3, 1), (None, 0)])
def test_feel_scale_marks_one_of_seven(value, on):
    assert feel_scale(value).count('"on"') == on


def test_coverage_grid_draws_a_cell_for_each_part_that_is_there():
    grid = coverage_grid(
        heading="Who",
        sentence="All.",
        columns=["One", "Two", "Three"],
        rows=[CoverageRow("Move <home>", "Move", ["both", "none", ""])],
    )

    assert grid.wide.count("<rect") == 2
    assert "Move &lt;home&gt;" in grid.wide


def phases(*names: str) -> CoverageGrid:
    """A grid of one journey with these phases, all owned by both sides."""
    both: list[Cover] = ["both"] * len(names)
    return coverage_grid(
        heading="Who",
        sentence="All.",
        columns=["Phase 1", "Phase 2", "Phase 3"],
        rows=[CoverageRow("Move home", "Move", both, parts=names)],
        ends=("First phase", "Last phase"),
    )


def test_coverage_grid_of_own_parts_names_each_where_there_is_room():
    grid = phases("Before & after", "Settle in")

    assert "Before &amp; after" in grid.wide
    assert "Settle in" in grid.wide
    assert "Settle in" not in grid.narrow
    assert "Phase 1" not in grid.wide


def test_coverage_grid_of_own_parts_is_divided_into_as_many():
    boxes = [
        re.findall(r'<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"', grid.wide)
        for grid in (phases("One", "Two"), phases("One", "Two", "Three"))
    ]

    ends = [[float(x) + float(wide) for x, wide in found][-1] for found in boxes]
    assert [len(found) for found in boxes] == [2, 3]
    assert ends == [598, 598]


def test_coverage_grid_never_shortens_a_name_to_nothing():
    grid = coverage_grid(
        heading="Who",
        sentence="All.",
        columns=["One"],
        rows=[CoverageRow("Vertragsverlängerungsanfrage", "V", ["both"])],
    )

    assert "Vertragsverlängerungs" in grid.wide


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (3, 3), (0, 0), (-5, 12), (1e-6, 2e-6), (0, 7e11)]
)
def test_ticks_hold_the_values(low, high):
    ticks = nice_ticks(low, high)

    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 12
    assert ticks == sorted(set(ticks))


@pytest.mark.parametrize(
    ("value", "words"),
    [(45, "45"), (45.26, "45.3"), (1234.5, "1,234"), (0.93, "0.93"), (-2.5, "−2.5")],
)
def test_numbers_are_said_with_the_digits_they_need(value, words):
    assert say_number(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(12_000, "12k"), (3_500_000, "3.5M"), (0.25, "0.25")]
)
def test_axis_numbers_are_short(value, words):
    assert say_tick(value) == words


def test_spread_keeps_order_and_room():
    assert spread([50, 50, 50], 15, 0, 100) == [50, 65, 80]
    assert spread([99, 99], 15, 0, 100) == [85, 100]
