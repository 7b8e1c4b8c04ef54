"""Charts drawn on the server: SVG with classes only, no script, no style attribute.

The same drawing serves the page, print and both themes. Every chart has the table
of its numbers behind it; the drawing itself is hidden from assistive technology.
Missing values (None) break a line; they are never drawn as zero.
"""

from alignment.charts.coverage import CoverageGrid, CoverageRow, coverage_grid
from alignment.charts.feeling import feel_cell, feel_scale
from alignment.charts.line import Chart
from alignment.charts.parts import Band, Mark, Series, TargetLine, short_name
from alignment.charts.small import bar, cover_dots, spark

__all__ = [
    "Band",
    "Chart",
    "CoverageGrid",
    "CoverageRow",
    "Mark",
    "Series",
    "TargetLine",
    "bar",
    "cover_dots",
    "coverage_grid",
    "feel_cell",
    "feel_scale",
    "short_name",
    "spark",
]
