"""Who looks after which part of which journey."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString

from alignment.charts.scale import CHARACTER, at, markup

Cover = Literal["both", "product", "ops", "none", ""]
TOP, ROW, NAMED_ROW = 26, 34, 54
PART = 0.9
"""The size of a part's name beside the other words."""
GLYPHS = {
    "both": '<path class="l" d="M-.6-6a6 6 0 0 0 0 12z"/>'
    '<path class="r" d="M.6-6a6 6 0 0 1 0 12z"/>',
    "product": '<path class="l" d="M-1-6a6 6 0 0 0 0 12z"/>',
    "ops": '<path class="r" d="M1-6a6 6 0 0 1 0 12z"/>',
}


@dataclass(frozen=True)
class CoverageRow:
    """A journey and who owns each column of it; "" where it has no such part.

    `parts` are the names of its cells where journeys do not share them.
    """

    name: str
    short: str
    cells: Sequence[Cover]
    url: str = ""
    parts: Sequence[str] = ()

    @property
    def named(self) -> list[tuple[Cover, str]]:
        """Each cell with the name of its part, "" where the column names it."""
        return list(zip_longest(self.cells, self.parts, fillvalue=""))


@dataclass(frozen=True)
class CoverageGrid:
    """Drawn by components/_coverage.html: the picture and the table behind it.

    With `ends` every row is as wide as the grid and divided into its own parts:
    the two words stand above the first and above the last of them.
    """

    heading: str
    sentence: str
    columns: Sequence[str]
    rows: Sequence[CoverageRow]
    ends: tuple[str, str] | None = None

    @property
    def wide(self) -> SafeString:
        return _draw(self, width=600, left=168, kind="wide")

    @property
    def narrow(self) -> SafeString:
        return _draw(self, width=340, left=112, kind="narrow")


def coverage_grid(
    *,
    heading: str,
    sentence: str,
    columns: Sequence[str],
    rows: Sequence[CoverageRow],
    ends: tuple[str, str] | None = None,
) -> CoverageGrid:
    """A grid of journeys by parts; each row has as many cells as there are columns."""
    return CoverageGrid(heading, sentence, tuple(columns), tuple(rows), ends)


def _clip(text: str, room: float) -> str:
    most = max(int(room / CHARACTER), 2)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _draw(grid: CoverageGrid, *, width: int, left: int, kind: str) -> SafeString:
    narrow = kind == "narrow"
    column = (width - left) / max(len(grid.columns), 1)
    tall = NAMED_ROW if grid.ends and not narrow else ROW
    drawn = _heads(grid, width, left)
    for i, row in enumerate(grid.rows):
        y = TOP + i * tall
        drawn += _name(row.short if narrow else row.name, left, y, tall)
        cells = row.named
        if grid.ends:
            cells = [(cell, part) for cell, part in cells if cell]
            column = (width - left) / max(len(cells), 1)
        for j, (cell, part) in enumerate(cells):
            words = "" if narrow else _clip(part, (column - 10) / PART)
            drawn.append(_cell(cell, words, (left + column * j, y, column, tall)))
    return markup(
        f'<svg class="{kind}" viewBox="0 0 {width} {TOP + tall * len(grid.rows)}"'
        f' aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    )


def _name(name: str, left: int, y: int, tall: int) -> list[str]:
    """Whose row it is: on two lines where a row is tall enough for them."""
    most = int((left - 8) / CHARACTER)
    lines = wrap(name, most, max_lines=2 if tall > ROW else 1, placeholder="…")
    if lines and lines[0] == "…":  # its first word is longer than the line
        lines = [_clip(name, left - 8)]
    first = y + tall // 2 + 4 - 8 * (len(lines) - 1)
    return [
        f'<text class="t-strong" x="0" y="{first + 16 * i}">{escape(line)}</text>'
        for i, line in enumerate(lines)
    ]


def _heads(grid: CoverageGrid, width: int, left: int) -> list[str]:
    """What stands above the cells: the name of each column, or of the two ends."""
    if grid.ends:
        first, last = grid.ends
        return [
            f'<text x="{left + 2}" y="16">{escape(first)}</text>',
            f'<text x="{width - 2}" y="16" text-anchor="end">{escape(last)}</text>',
        ]
    column = (width - left) / max(len(grid.columns), 1)
    return [
        f'<text x="{at(left + column * (j + 0.5))}" y="16" text-anchor="middle">'
        f"{escape(_clip(name, column - 2))}</text>"
        for j, name in enumerate(grid.columns)
    ]


def _cell(cell: Cover, words: str, box: tuple[float, int, float, int]) -> str:
    """A tinted box with its disc in it, and the name of the part below."""
    if not cell:
        return ""
    x, y, wide, tall = box
    middle, high = at(x + wide / 2), y + (tall // 2 - 9 if words else tall // 2)
    drawn = (
        f'<rect class="heat-{cell}" x="{at(x + 2)}" y="{y + 2}"'
        f' width="{at(wide - 4)}" height="{tall - 4}" rx="5"/>'
    )
    if cell in GLYPHS:
        drawn += (
            f'<g class="heat-glyph" transform="translate({middle} {high})">'
            f"{GLYPHS[cell]}</g>"
        )
    if words:
        drawn += (
            f'<text class="heat-part" x="{middle}" y="{y + tall - 14}"'
            f' text-anchor="middle">{escape(words)}</text>'
        )
    return drawn
