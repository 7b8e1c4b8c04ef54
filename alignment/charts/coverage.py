"""Who looks after which part of which journey."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString

from alignment.charts.scale import CHARACTER, at, markup

Cover = Literal["both", "product", "ops", "none", ""]
TOP, ROW = 26, 34
GLYPHS = {
    "both": '<path class="l" d="M-.6-6a6 6 0 0 0 0 12z"/>'
    '<path class="r" d="M.6-6a6 6 0 0 1 0 12z"/>',
    "product": '<path class="l" d="M-1-6a6 6 0 0 0 0 12z"/>',
    "ops": '<path class="r" d="M1-6a6 6 0 0 1 0 12z"/>',
}


@dataclass(frozen=True)
class CoverageRow:
    """A journey and who owns each column of it; "" where it has no such part."""

    name: str
    short: str
    cells: Sequence[Cover]
    url: str = ""


@dataclass(frozen=True)
class CoverageGrid:
    """Drawn by components/_coverage.html: the picture and the table behind it."""

    heading: str
    sentence: str
    columns: Sequence[str]
    rows: Sequence[CoverageRow]

    @property
    def wide(self) -> SafeString:
        return _draw(self, width=600, left=168, kind="wide")

    @property
    def narrow(self) -> SafeString:
        return _draw(self, width=340, left=112, kind="narrow")


def coverage_grid(
    *, heading: str, sentence: str, columns: Sequence[str], rows: Sequence[CoverageRow]
) -> CoverageGrid:
    """A grid of journeys by parts; each row has as many cells as there are columns."""
    return CoverageGrid(heading, sentence, tuple(columns), tuple(rows))


def _clip(text: str, room: float) -> str:
    most = max(int(room / CHARACTER), 2)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _draw(grid: CoverageGrid, *, width: int, left: int, kind: str) -> SafeString:
    narrow = kind == "narrow"
    column = (width - left) / max(len(grid.columns), 1)
    drawn = [
        f'<text x="{at(left + column * (j + 0.5))}" y="16" text-anchor="middle">'
        f"{escape(_clip(name, column - 2))}</text>"
        for j, name in enumerate(grid.columns)
    ]
    for i, row in enumerate(grid.rows):
        y = TOP + i * ROW
        name = _clip(row.short if narrow else row.name, left - 8)
        drawn.append(
            f'<text class="t-strong" x="0" y="{y + ROW // 2 + 4}">{escape(name)}</text>'
        )
        for j, cell in enumerate(row.cells):
            drawn.append(_cell(cell, left + column * j, y, column))
    return markup(
        f'<svg class="{kind}" viewBox="0 0 {width} {TOP + ROW * len(grid.rows)}"'
        f' aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    )


def _cell(cell: Cover, x: float, y: int, column: float) -> str:
    if not cell:
        return ""
    box = (
        f'<rect class="heat-{cell}" x="{at(x + 2)}" y="{y + 2}"'
        f' width="{at(column - 4)}" height="{ROW - 4}" rx="5"/>'
    )
    if cell not in GLYPHS:
        return box
    return box + (
        f'<g class="heat-glyph" transform="translate({at(x + column / 2)}'
        f' {y + ROW // 2})">{GLYPHS[cell]}</g>'
    )
