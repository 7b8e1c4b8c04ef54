"""The line chart: what it draws, and what it never does."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from alignment.charts import Band, Chart, Mark, Series, TargetLine, short_name

START = date(2026, 1, 5)


def weeks(count: int) -> list[date]:
    return [START + timedelta(weeks=index) for index in range(count)]


def chart(*series: Series, **more) -> Chart:
    return Chart(
        "A finding", "What one sees.", weeks(len(series[0].values)), series, **more
    )


def line(*values: float | None, **more) -> Series:
    return Series("Contacts", "Con.", "ops", values, **more)


def heights(svg: str, kind: str) -> list[float]:
    return [
        float(y) for y in re.findall(rf'<text class="t-{kind}"[^>]* y="([\d.]+)"', svg)
    ]


def boxes(svg: str) -> list[tuple[float, float]]:
    """Left and right of the words over the marks."""
    found = re.findall(r'<text class="t-strong" x="([\d.]+)"[^>]*>([^<]+)<', svg)
    return [(float(x) - len(t) * 3.4, float(x) + len(t) * 3.4) for x, t in found]


def test_chart_breaks_the_line_where_a_value_is_missing():
    drawn = chart(line(1, 2, None, 4, 5)).wide

    path = re.search(r'class="line line--ops" d="([^"]+)"', drawn)
    assert path is not None
    assert path.group(1).count("M") == 2


def test_chart_draws_a_lonely_value_as_a_dot():
    drawn = chart(line(1, None, 3, None, 5)).wide

    assert 'class="line ' not in drawn
    assert drawn.count('class="dot dot--ops"') == 3


@pytest.mark.parametrize(
    "values",
    [
        (5,),
        (3, 3, 3),
        (0, 0),
        (-4, -4),
        (1e12, 2e12),
        (0.001, 0.0011),
        (-3, 8),
        (float("inf"), 2, 3),
        (2, 3, float("nan")),
    ],
)
def test_chart_draws_odd_numbers_inside_its_box(values):
    drawn = chart(line(*values)).wide

    points = re.findall(r'<circle[^>]* cx="([-\d.]+)" cy="([-\d.]+)"', drawn)
    assert points
    assert all(0 <= float(x) <= 600 and 0 <= float(y) <= 280 for x, y in points)
    assert "nan" not in drawn


@pytest.mark.parametrize("values", [(), (None, None)])
def test_chart_without_values_says_so(values):
    empty = chart(line(*values))

    assert empty.is_empty
    assert empty.wide == empty.narrow == ""
    assert "No numbers for this time yet." in render_to_string(
        "components/_chart.html", {"chart": empty}
    )


def test_chart_end_labels_never_overlap():
    lines = [
        Series(f"Line {n}", str(n), "shared", (10, 10 + n / 100)) for n in range(6)
    ]
    drawn = chart(*lines, target=TargetLine(10, "Target 10", "10")).wide

    places = sorted(heights(drawn, "shared"))
    assert len(places) == 6
    assert all(b - a >= 15 for a, b in pairwise(places))
    assert all(20 <= place <= 275 for place in places)


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_chart_thins_the_words_of_releases(kind):
    marks = [Mark(n, f"Release with a name {n}", f"R{n}") for n in range(0, 50, 2)]
    drawn = getattr(chart(line(*range(52)), marks=marks), kind)

    shown = sorted(boxes(drawn))
    assert drawn.count('class="mark"') == 25
    assert 1 < len(shown) < 25
    assert all(a[1] <= b[0] for a, b in pairwise(shown))


def test_chart_leaves_out_marks_and_bands_beyond_its_days():
    drawn = chart(
        line(1, 2), marks=[Mark(9, "Later", "L")], bands=[Band(7, 9, "Later")]
    ).wide

    assert "mark" not in drawn
    assert "band" not in drawn


def test_chart_escapes_names():
    drawn = chart(Series("<b>&", "<i>", "product", (1, 2))).wide

    assert "&lt;b&gt;&amp;" in drawn
    assert "<b>" not in drawn


def test_chart_has_classes_only():
    drawn = chart(line(1, 2), target=TargetLine(2, "Target 2", "2")).wide

    assert "style=" not in drawn
    assert "fill=" not in drawn


def test_chart_table_holds_every_number_and_what_happened():
    page = render_to_string(
        "components/_chart.html",
        {"chart": chart(line(1, None, 1234.5), marks=[Mark(2, "3.1", "3.1")])},
    )

    assert page.count("<tr>") == 4
    assert '<td class="num">1,234</td>' in page
    assert "<td>3.1</td>" in page
    assert 'data-say="contacts {}"' in page


def test_chart_refuses_series_of_another_length():
    with pytest.raises(ValueError, match="has 2 values for 3 days"):
        Chart("A", "B", weeks(3), [line(1, 2)])


def test_chart_names_a_line_where_it_ends():
    ended, whole = chart(line(1, 2, None, None)).wide, chart(line(1, 2, 3, 4)).wide

    dots, names = (
        [float(re.search(found, svg).group(1)) for svg in (ended, whole)]  # type: ignore[union-attr]
        for found in (r'<circle class="dot[^>]* cx="([\d.]+)"', r't-ops" x="([\d.]+)"')
    )
    assert dots[0] < dots[1]
    assert [round(n - d, 1) for n, d in zip(names, dots, strict=True)] == [9, 9]


def test_chart_is_read_from_its_newest_number_on():
    drawn = render_to_string(
        "components/_chart.html", {"chart": chart(line(1, 2, None, None))}
    )

    assert 'max="3"' in drawn
    assert 'value="1"' in drawn


def test_chart_names_together_what_happened_at_one_place():
    marks = [Mark(2, "Release 3.1", "3.1"), Mark(2, "New tariff", "New tariff")]
    drawn = chart(line(*range(6)), marks=marks).wide

    assert drawn.count('class="mark"') == 1
    assert ">Release 3.1, New tariff<" in drawn


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Firefox 66.0.4", "66.0.4"),
        ("3.1 for everybody", "3.1"),
        ("Photo readings", "Photo readings"),
        ("Photo readings 2", "Photo reading…"),
        ("", ""),
    ],
)
def test_short_name_of_a_release_tells_which(name, short):
    assert short_name(name) == short
