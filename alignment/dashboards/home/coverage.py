"""Who looks after what, by phases, and the steps that one side leaves alone."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.charts import CoverageGrid, CoverageRow, coverage_grid
from alignment.charts.coverage import Cover
from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.words import quoted
from alignment.people.models import Side
from journeys.queries.overview import Coverage, JourneyRow

MOST_COLUMNS = 7
SHOWN = 6


def read_coverage(facts: Facts) -> CoverageGrid:
    rows = facts.overview.journeys
    columns, shared = _columns(rows)
    return coverage_grid(
        heading=_("Who is looking after what"),
        sentence=covered(facts.overview.coverage, rows),
        columns=columns,
        rows=[
            CoverageRow(
                row.title,
                row.title,
                _cells(row, shared, columns),
                row.get_absolute_url(),
                () if shared else [phase.name for phase in row.phases],
            )
            for row in rows
        ],
        ends=None if shared else (_("First phase"), _("Last phase")),
    )


def covered(coverage: Coverage, rows: tuple[JourneyRow, ...]) -> str:
    """How many steps both sides own, and where most are owned by nobody."""
    if not coverage.total:
        return _("No journey has a step yet.")
    said = ngettext(
        "%(both)s of %(total)s step has an owner on both sides.",
        "%(both)s of %(total)s steps have an owner on both sides.",
        coverage.total,
    ) % {"both": coverage.both, "total": coverage.total}
    worst = max(rows, key=lambda row: row.coverage.none)
    if not worst.coverage.none:
        return said
    alone = ngettext(
        "%(journey)s has %(count)s step that nobody owns.",
        "%(journey)s has %(count)s steps that nobody owns.",
        worst.coverage.none,
    ) % {"journey": quoted(worst.title), "count": worst.coverage.none}
    return f"{said} {alone}"


def _columns(rows: tuple[JourneyRow, ...]) -> tuple[list[str], bool]:
    """The names of phases while journeys share them, else their places."""
    names = list(dict.fromkeys(phase.name for row in rows for phase in row.phases))
    most = max((len(row.phases) for row in rows), default=0)
    if len(names) <= max(MOST_COLUMNS, most):
        return names, True
    return [_("Phase %(place)s") % {"place": n + 1} for n in range(most)], False


def _cells(row: JourneyRow, by_name: bool, columns: list[str]) -> list[Cover]:  # noqa: FBT001
    if by_name:
        found = {phase.name: _cell(phase) for phase in row.phases}
        return [found.get(name, "") for name in columns]
    cells = [_cell(phase) for phase in row.phases]
    return [*cells, *[""] * (len(columns) - len(cells))]  # type: ignore[list-item]


def _cell(phase: Coverage) -> Cover:
    if not phase.total:
        return ""
    return phase.disc  # type: ignore[return-value]


@dataclass(frozen=True)
class GapLine:
    step: str
    url: str
    journey: str


@dataclass(frozen=True)
class GapSide:
    """Steps that nobody of one side looks after."""

    side: str
    heading: str
    none: str
    lines: tuple[GapLine, ...]
    more: str


def read_gaps(facts: Facts) -> tuple[GapSide, ...]:
    """What the viewer's lens cannot see by itself comes first."""
    sides = [Side.OPS, Side.PRODUCT]
    if facts.choice.lens == "ops":
        sides.reverse()
    return tuple(_gap_side(facts, side) for side in sides)


def _gap_side(facts: Facts, side: Side) -> GapSide:
    lines = [
        GapLine(gap.name, f"{row.get_absolute_url()}#step-{gap.step_id}", row.title)
        for row in facts.overview.journeys
        for gap in row.gaps
        if side in gap.missing
    ]
    word = {"side": facts.words.word(side)}
    left = len(lines) - SHOWN
    more = ngettext("and %(count)s more step", "and %(count)s more steps", max(left, 1))
    return GapSide(
        side.value,
        _("Without an owner in %(side)s") % word,
        _("Every step has an owner in %(side)s.") % word
        if facts.overview.coverage.total
        else _("No steps yet."),
        tuple(lines[:SHOWN]),
        more % {"count": left} if left > 0 else "",
    )
