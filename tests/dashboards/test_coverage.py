"""Who looks after what, and the steps one side looks after alone."""

import pytest

from alignment.dashboards.home.choice import Choice
from alignment.dashboards.home.coverage import covered, read_coverage, read_gaps
from journeys.queries.overview import Coverage
from tests.dashboards import build


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (Coverage("x"), "No journey has a step yet."),
        (Coverage("x", both=1), "1 of 1 step has an owner on both sides."),
        (
            Coverage("x", both=3, ops_only=1),
            "3 of 4 steps have an owner on both sides.",
        ),
        (
            Coverage("x", none=1),
            (
                "0 of 1 step has an owner on both sides. “Move home” has 1 step that"
                " nobody owns."
            ),
        ),
        (
            Coverage("x", both=2, none=2),
            (
                "2 of 4 steps have an owner on both sides. “Move home” has 2 steps that"
                " nobody owns."
            ),
        ),
    ],
)
def test_coverage_says_how_many_steps_both_sides_own(coverage, said):
    assert covered(coverage, (build.row(coverage=coverage),)) == said


def phases(*names: str) -> tuple[Coverage, ...]:
    return tuple(Coverage(name, both=1) for name in names)


def test_coverage_has_a_column_for_each_phase_that_journeys_share():
    rows = [build.row(t, n, phases=phases("In", "Out")) for n, t in enumerate("AB")]

    grid = read_coverage(build.facts(*rows))

    assert grid.columns == ("In", "Out")
    assert grid.ends is None


def test_coverage_of_journeys_with_phases_of_their_own_names_them_in_each_row():
    names = [f"Part {letter}" for letter in "ABCDEFGH"]
    rows = [
        build.row("Move home", 1, phases=phases(*names[:5])),
        build.row("Pay my bill", 2, phases=phases(*names[5:])),
    ]

    grid = read_coverage(build.facts(*rows))

    assert grid.ends == ("First phase", "Last phase")
    assert [row.named[0] for row in grid.rows] == [
        ("both", "Part A"),
        ("both", "Part F"),
    ]
    assert "Part H" in grid.wide


def test_gaps_show_first_what_the_lens_cannot_see_and_count_the_rest():
    gaps = tuple(build.gap(f"Step {n}", "ops") for n in range(8))
    row = build.row(gaps=gaps)

    ops, product = read_gaps(build.facts(row, choice=Choice(lens="product")))
    first, _ = read_gaps(build.facts(row, choice=Choice(lens="ops")))

    assert ops.heading == "Without an owner in ops"
    assert (len(ops.lines), ops.more) == (6, "and 2 more steps")
    assert product.none == "Every step has an owner in product."
    assert first.side == "product"


def test_gaps_of_nothing_praise_nobody():
    ops, product = read_gaps(build.facts())

    assert (ops.none, product.none) == ("No steps yet.", "No steps yet.")
