import pytest

from alignment.dashboards.home import words


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (118, 100, "+18%"),
        (86, 100, "−14%"),
        (100, 100, "no change"),
        (100.2, 100, "no change"),
        (2500, 100, "+2,400%"),
        (5, 0, ""),
        (None, 5, ""),
        (5, None, ""),
    ],
)
def test_change_percent_is_named_in_per_cent(now, before, said):
    assert words.change_percent(now, before) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (0.943, 0.93, "+1.3 points"),
        (0.93, 0.943, "−1.3 points"),
        (0.93, 0.93, "no change"),
        (0.93, None, ""),
        (0.93, 0, "+93.0 points"),
    ],
)
def test_change_points_is_named_in_points(now, before, said):
    assert words.change_points(now, before) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b and 2 others"),
    ],
)
def test_listed_names_at_most_three(names, said):
    assert words.listed(names) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(4.25, "4.2"), (99.94, "99.9"), (99.96, "100"), (1234.5, "1,234"), (-3, "−3.0")],
)
def test_amount_has_a_decimal_below_a_hundred(number, said):
    assert words.amount(number) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Move home", "“Move home”"),
        (
            "بيت جديد 2",
            "“\N{FIRST STRONG ISOLATE}بيت جديد 2\N{POP DIRECTIONAL ISOLATE}”",
        ),
    ],
)
def test_quoted_keeps_what_is_written_from_right_to_left_to_itself(name, said):
    assert words.quoted(name) == said
