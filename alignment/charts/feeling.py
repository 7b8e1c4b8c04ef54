"""How a customer feels at a step, from -3 to 3."""

from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from alignment.charts.scale import at, markup, path

ZERO, STEP = 40.0, 12.0
Point = tuple[float, float]


def _height(feeling: float) -> float:
    return ZERO - max(-3.0, min(3.0, feeling)) * STEP


def _area(points: list[Point], *, above: bool) -> str:
    """The shape between the line and zero, on one side of zero only."""
    edge: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(points):
        edge.append((x1, y1))
        if (y1 - ZERO) * (y2 - ZERO) < 0:
            edge.append((x1 + (ZERO - y1) / (y2 - y1) * (x2 - x1), ZERO))
        edge.append((x2, y2))
    if not edge:
        return ""
    keep = [(x, min(y, ZERO) if above else max(y, ZERO)) for x, y in edge]
    return path([(keep[0][0], ZERO), *keep, (keep[-1][0], ZERO)]) + "Z"


def feel_cell(
    previous: int | None, current: int | None, following: int | None
) -> SafeString:
    """One step's slice of the feeling line; neighbours join up at the cell's edges.

    A step without a feeling draws the zero line alone.
    """
    zero = markup('<path class="feel__zero" d="M0 40H100"/>')
    frame = (
        '<svg class="feel__line" viewBox="0 0 100 80" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false">{}{}</svg>'
    )
    if current is None:
        return format_html(frame, zero, "")
    here = _height(current)
    points: list[Point] = [(50, here)]
    if previous is not None:
        points.insert(0, (0, (_height(previous) + here) / 2))
    if following is not None:
        points.append((100, (here + _height(following)) / 2))
    drawn = format_html(
        '<path class="feel__up" d="{}"/><path class="feel__down" d="{}"/>{}'
        '<path class="feel__path" d="{}"/>',
        _area(points, above=True),
        _area(points, above=False),
        zero,
        path(points),
    )
    dot = format_html(
        '<svg class="feel__dot" viewBox="0 0 10 80" aria-hidden="true"'
        ' focusable="false"><circle cx="5" cy="{}" r="5"/></svg>',
        at(here),
    )
    return format_html(frame + "{}", drawn, "", dot)


def feel_scale(value: int | None) -> SafeString:
    """Seven dots from very bad to very good, for narrow screens."""
    dots = "".join(
        f'<circle class="{"on" if i - 3 == value else "off"}" cx="{7 + i * 12}" cy="6"'
        f' r="{5 if i - 3 == value else 2.5}"/>'
        for i in range(7)
    )
    return markup(
        '<svg class="feel__scale" viewBox="0 0 86 12" aria-hidden="true"'
        f' focusable="false"><path class="feel__zero" d="M43 0V12"/>{dots}</svg>'
    )
