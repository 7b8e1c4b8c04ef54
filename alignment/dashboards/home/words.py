"""Numbers and lists put into words, the same way everywhere on the dashboards."""

from collections.abc import Sequence
from unicodedata import bidirectional

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

MINUS = "\N{MINUS SIGN}"


def whole(number: float) -> str:
    return f"{number:,.0f}".replace("-", MINUS)


def amount(number: float) -> str:
    """A rate or ratio: one decimal below 100, none above."""
    shown = f"{number:,.1f}" if abs(number) < 99.95 else f"{number:,.0f}"
    return shown.replace("-", MINUS)


def percent(share: float) -> str:
    """A share between 0 and 1 as a per cent with one decimal."""
    return f"{share * 100:.1f}%"


def change_percent(now: float | None, before: float | None) -> str:
    """ "+18%", "no change", or nothing where there is nothing to compare with."""
    if now is None or not before:
        return ""
    change = round((now / before - 1) * 100)
    return _signed(f"{abs(change):,}%", change)


def change_points(now: float | None, before: float | None) -> str:
    """The change of a share in points: "+1.3 points", "no change" or nothing."""
    if now is None or before is None:
        return ""
    change = round((now - before) * 100, 1)
    return _signed(
        gettext("%(points)s points") % {"points": f"{abs(change):.1f}"}, change
    )


def _signed(shown: str, change: float) -> str:
    if not change:
        return gettext("no change")
    return ("+" if change > 0 else MINUS) + shown


def listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; of more than three, two and how many others."""
    names = [kept(name) for name in names]
    if len(names) > 3:
        others = ngettext("%(count)s other", "%(count)s others", len(names) - 2)
        names = [*names[:2], others % {"count": len(names) - 2}]
    if len(names) < 2:
        return "".join(names)
    return gettext("%(some)s and %(last)s") % {
        "some": ", ".join(names[:-1]),
        "last": names[-1],
    }


def kept(name: str) -> str:
    """A name within a sentence: what is written from right to left keeps to itself."""
    if any(bidirectional(letter) in {"R", "AL"} for letter in name):
        return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
    return name


def quoted(name: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{kept(name)}\N{RIGHT DOUBLE QUOTATION MARK}"


def day(when: object) -> str:
    """ "8 December": the year is in the title beside it."""
    return date_format(when, "j F")  # type: ignore[arg-type]
