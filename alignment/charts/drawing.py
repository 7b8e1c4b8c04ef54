"""Lines on a time axis, as SVG text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString

from alignment.charts.parts import Band, Mark, Series, TargetLine
from alignment.charts.scale import (
    at,
    day_ticks,
    known,
    markup,
    nice_ticks,
    path,
    runs,
    say_tick,
    spread,
    width_of,
)

TOP, BOTTOM, LINE = 30, 24, 15


def _text(x: float, y: float, words: str, *, anchor: str = "", kind: str = "") -> str:
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    classed = f' class="{kind}"' if kind else ""
    return f'<text{classed} x="{at(x)}" y="{at(y)}"{anchored}>{escape(words)}</text>'


@dataclass(frozen=True)
class Drawing:
    """One size of one chart; every part returns its piece of SVG."""

    kind: Literal["wide", "narrow"]
    width: int
    height: int
    days: Sequence[date]
    series: Sequence[Series]
    marks: Sequence[Mark]
    bands: Sequence[Band]
    target: TargetLine | None
    zero: bool

    @property
    def is_narrow(self) -> bool:
        return self.kind == "narrow"

    @property
    def foot(self) -> int:
        return self.height - BOTTOM

    @cached_property
    def ticks(self) -> list[float]:
        values = known(v for series in self.series for v in series.values)
        if self.target:
            values.append(self.target.value)
        if self.zero:
            values.append(0.0)
        return nice_ticks(min(values), max(values), 3 if self.is_narrow else 4)

    @cached_property
    def ends(self) -> list[tuple[float, float, str, str]]:
        """Where lines end, with the words and class of what stands there."""
        ends = [
            (
                self.x(series.last_index),
                self.y(series.last),
                series.label(narrow=self.is_narrow),
                f"t-{series.side}",
            )
            for series in self.series
            if series.last is not None
        ]
        if self.target:
            words = self.target.short if self.is_narrow else self.target.label
            ends.append((self.right, self.y(self.target.value), words, ""))
        return ends

    @cached_property
    def left(self) -> float:
        return max(width_of(say_tick(tick)) for tick in self.ticks) + 10

    @cached_property
    def right(self) -> float:
        """Where the plot ends: what stands at its edge has room."""
        words = [series.label(narrow=self.is_narrow) for series in self.series]
        if self.target:
            words.append(self.target.short if self.is_narrow else self.target.label)
        need = max((width_of(word) for word in words), default=0) + 16
        return self.width - min(max(need, 24), self.width * 0.36)

    def x(self, index: float) -> float:
        if len(self.days) < 2:
            return (self.left + self.right) / 2
        return self.left + index * (self.right - self.left) / (len(self.days) - 1)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return TOP + (high - value) / (high - low) * (self.foot - TOP)

    def svg(self) -> SafeString:
        opening = (
            f'<svg class="{self.kind}" viewBox="0 0 {self.width} {self.height}"'
            f' aria-hidden="true" focusable="false" data-x0="{at(self.left)}"'
            f' data-x1="{at(self.right)}" data-n="{len(self.days)}">'
        )
        pieces = [
            opening,
            *self._bands(),
            *self._grid(),
            *self._days(),
            *self._marks(),
            *self._target(),
            *self._lines(),
            *self._ends(),
            f'<path class="cross" d="M0 {TOP}V{self.foot}" visibility="hidden"/>',
            "</svg>",
        ]
        return markup("".join(pieces))

    def _bands(self) -> list[str]:
        drawn = []
        last = len(self.days) - 1
        for band in self.bands:
            first, end = max(band.first, 0), min(band.last, last)
            if first > end:
                continue
            x, wide = self.x(first), max(self.x(end) - self.x(first), 2)
            drawn.append(
                f'<rect class="band" x="{at(x)}" y="{TOP}" width="{at(wide)}"'
                f' height="{self.foot - TOP}"/>'
            )
            if width_of(band.label) < wide + 60:
                drawn.append(
                    _text(x + wide / 2, self.foot - 8, band.label, anchor="middle")
                )
        return drawn

    def _grid(self) -> list[str]:
        drawn = []
        for tick in self.ticks:
            y = self.y(tick)
            drawn.append(
                f'<path class="grid-line" d="M{at(self.left)} {at(y)}'
                f'H{at(self.right)}"/>'
            )
            drawn.append(_text(self.left - 7, y + 4, say_tick(tick), anchor="end"))
        return drawn

    def _days(self) -> list[str]:
        drawn, free = [], self.left - 12
        room = int((self.right - self.left) / 64)
        for index, words in day_ticks(self.days, room=room):
            x, half = self.x(index), width_of(words) / 2
            if x - half < free or x + half > self.width:
                continue
            drawn.append(_text(x, self.height - 6, words, anchor="middle"))
            free = x + half + 10
        return drawn

    def _marks(self) -> list[str]:
        """A line for each mark; words only where they do not run into others."""
        drawn, free = [], 0.0
        together: dict[int, Mark] = {}
        for mark in self.marks:
            if 0 <= mark.index < len(self.days):
                before = together.get(mark.index)
                together[mark.index] = before.with_(mark) if before else mark
        shown = [together[index] for index in sorted(together)]
        for place, mark in enumerate(shown):
            x = self.x(mark.index)
            drawn.append(
                f'<path class="mark" d="M{at(x)} {TOP}V{self.foot}"/>'
                f'<circle class="mark-dot" cx="{at(x)}" cy="{TOP}" r="3.5"/>'
            )
            following = shown[place + 1 : place + 2]
            edge = self.x(following[0].index) if following else self.width + 0.0
            for words in self._names(mark):
                half = width_of(words) / 2
                centre = min(max(x, half), self.width - half)
                fits = centre - half >= free
                if words != mark.short:
                    fits = fits and (not following or centre + half + 24 < edge)
                if fits:
                    drawn.append(
                        _text(centre, TOP - 10, words, anchor="middle", kind="t-strong")
                    )
                    free = centre + half + 8
                    break
        return drawn

    def _names(self, mark: Mark) -> list[str]:
        return [mark.short] if self.is_narrow else [mark.label, mark.short]

    def _target(self) -> list[str]:
        if self.target is None:
            return []
        y = at(self.y(self.target.value))
        line = f"M{at(self.left)} {y}H{at(self.right)}"
        return [f'<path class="target target--{self.target.side}" d="{line}"/>']

    def _lines(self) -> list[str]:
        drawn = []
        for series in self.series:
            points = [
                (self.x(i), None if v is None else self.y(v))
                for i, v in enumerate(series.values)
            ]
            stretches = runs(points)
            line = "".join(path(run) for run in stretches if len(run) > 1)
            if line:
                drawn.append(f'<path class="line line--{series.side}" d="{line}"/>')
            alone = [run[0] for run in stretches if len(run) == 1]
            if stretches:
                alone.append(stretches[-1][-1])
            drawn += [
                f'<circle class="dot dot--{series.side}" cx="{at(x)}" cy="{at(y)}"'
                f' r="{4 if (x, y) == stretches[-1][-1] else 3}"/>'
                for x, y in dict.fromkeys(alone)
            ]
        return drawn

    def _ends(self) -> list[str]:
        places = spread(
            [y for _, y, _, _ in self.ends], LINE, TOP - 6, float(self.foot + 2)
        )
        return [
            _text(x + 9, place + 4, words, kind=kind)
            for place, (x, _, words, kind) in zip(places, self.ends, strict=True)
        ]
