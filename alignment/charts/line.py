"""The line chart of a page: its numbers, its drawing, its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from django.utils.safestring import SafeString

from alignment.charts.drawing import Drawing
from alignment.charts.parts import Band, Mark, Series, TargetLine
from alignment.charts.scale import markup


@dataclass(frozen=True)
class Row:
    """One line of the table behind a chart."""

    day: date
    values: Sequence[str]
    marks: str


@dataclass(frozen=True)
class Chart:
    """A finding with its picture: drawn by components/_chart.html.

    `days` has the first day of each week (`every="week"`) or each day; every series
    has as many values. `sentence` says what one should see. `marks` are releases
    unless `marks_name` says otherwise. `zero` makes the axis begin at nought.
    """

    heading: str
    sentence: str
    days: Sequence[date]
    series: Sequence[Series]
    marks: Sequence[Mark] = ()
    bands: Sequence[Band] = ()
    target: TargetLine | None = None
    every: Literal["week", "day"] = "week"
    marks_name: str = "Release"
    zero: bool = False

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.values) != len(self.days):
                raise ValueError(
                    f"{series.name} has {len(series.values)} values"
                    f" for {len(self.days)} days"
                )

    @property
    def is_empty(self) -> bool:
        return all(series.last is None for series in self.series)

    @property
    def day_name(self) -> str:
        return "Week of" if self.every == "week" else "Day"

    @property
    def last_index(self) -> int:
        return max(len(self.days) - 1, 0)

    @property
    def known_index(self) -> int:
        """The newest place of which anything is known: reading begins there."""
        return max(series.last_index for series in self.series)

    @cached_property
    def wide(self) -> SafeString:
        return self._svg("wide", 600, 280)

    @cached_property
    def narrow(self) -> SafeString:
        return self._svg("narrow", 340, 250)

    def _svg(
        self, kind: Literal["wide", "narrow"], width: int, height: int
    ) -> SafeString:
        if self.is_empty:
            return markup("")
        drawing = Drawing(
            kind=kind,
            width=width,
            height=height,
            days=self.days,
            series=self.series,
            marks=self.marks,
            bands=self.bands,
            target=self.target,
            zero=self.zero,
        )
        return drawing.svg()

    @cached_property
    def rows(self) -> list[Row]:
        """The table, oldest first, with what happened beside the numbers."""
        names: dict[int, list[str]] = {}
        for mark in self.marks:
            names.setdefault(mark.index, []).append(mark.label)
        return [
            Row(
                day,
                [series.value_text(series.values[i]) for series in self.series],
                ", ".join(names.get(i, [])),
            )
            for i, day in enumerate(self.days)
        ]

    @property
    def has_marks(self) -> bool:
        return bool(self.marks)
