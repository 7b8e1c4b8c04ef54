"""Drawings of a word's size: a spark line, a bar, dots."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from alignment.charts.parts import Tone
from alignment.charts.scale import at, known, markup, path, runs

WIDTH, HEIGHT, EDGE = 104, 28, 4


def spark(values: Sequence[float | None], side: Tone) -> SafeString:
    """A line of a word's size with a dot at its newest value; empty without any."""
    heights = known(values)
    if not heights:
        return markup("")
    low, tall = min(heights), max(heights) - min(heights)
    last = max(len(values) - 1, 1)

    def place(index: int, value: float | None) -> tuple[float, float | None]:
        x = EDGE + index * (WIDTH - 2 * EDGE) / last
        if value is None:
            return x, None
        share = (value - low) / tall if tall else 0.5
        return x, HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)

    stretches = runs(place(i, v) for i, v in enumerate(values))
    line = "".join(path(run) for run in stretches if len(run) > 1)
    x, y = stretches[-1][-1]
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" preserveAspectRatio="xMinYMid meet"'
        ' aria-hidden="true" focusable="false"><path class="line line--{}" d="{}"/>'
        '<circle class="dot dot--{}" cx="{}" cy="{}" r="3.2"/></svg>',
        WIDTH,
        HEIGHT,
        side,
        line,
        side,
        at(x),
        at(y),
    )


def bar(value: float, maximum: float, side: Tone = "ops") -> SafeString:
    """A bar as long as the value's share of the longest one."""
    share = min(max(value / maximum, 0.0), 1.0) * 100 if maximum > 0 else 0.0
    return format_html(
        '<svg class="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false">'
        '<rect class="bar-track" width="100" height="8"/>'
        '<rect class="bar bar--{}" width="{}" height="8"/></svg>',
        side,
        at(share),
    )


def cover_dots(both: int, total: int) -> SafeString:
    """One dot a step: full where both sides own it, a ring where not.

    More than twelve steps become twelve dots that show the share.
    """
    if total <= 0:
        return markup("")
    shown = min(total, 12)
    full = both if total <= 12 else both * shown // total
    dots = "".join(
        f'<circle class="{"on" if i < full else "off"}" cx="{i * 13 + 5}" cy="5"'
        f' r="{5 if i < full else "4.2"}"/>'
        for i in range(shown)
    )
    return markup(
        f'<svg viewBox="0 0 {shown * 13 - 3} 10" aria-hidden="true"'
        f' focusable="false">{dots}</svg>'
    )
