"""Home in a few sentences, each with one number."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.words import (
    amount,
    change_percent,
    change_points,
    percent,
    quoted,
)


@dataclass(frozen=True)
class Short:
    """A number and the sentence it stands in front of."""

    number: str
    sentence: str


def read_short(facts: Facts) -> tuple[Short, ...]:
    """Sentences that have no number yet are left out."""
    said = (_owned(facts), _covered(facts), _silent(facts), _rate(facts))
    return tuple(each for each in said if each)


def _owned(facts: Facts) -> Short | None:
    rows = facts.overview.journeys
    owned = sum(not row.waiting_sides and not row.orphaned_sides for row in rows)
    if not rows:
        return None
    return Short(
        _("%(owned)s of %(all)s") % {"owned": owned, "all": len(rows)},
        ngettext(
            "journey has an owner on both sides who said yes to it.",
            "journeys have an owner on both sides who said yes to it.",
            len(rows),
        ),
    )


def _covered(facts: Facts) -> Short | None:
    coverage = facts.overview.coverage
    if not coverage.total:
        return None
    return Short(
        _("%(both)s of %(all)s") % {"both": coverage.both, "all": coverage.total},
        ngettext(
            "step is looked after by both sides.",
            "steps are looked after by both sides.",
            coverage.total,
        ),
    )


def _silent(facts: Facts) -> Short | None:
    """Of the journey chosen, or of the whole company, over all channels."""
    standing = facts.standing.now.get(facts.key)
    if standing is None or standing.share is None:
        return None
    earlier = facts.standing.week(facts.key, facts.weeks).share
    change = change_points(standing.share, earlier)
    names = {"change": change, "weeks": facts.weeks, "whose": _whose(facts)}
    if change:
        sentence = _(
            "of %(whose)s needed no contact in 3 months (%(change)s in %(weeks)s"
            " weeks)."
        )
    else:
        sentence = _("of %(whose)s needed no contact in 3 months.")
    return Short(percent(standing.share), sentence % names)


def _rate(facts: Facts) -> Short | None:
    """Of the journey and the channel chosen."""
    now, before = (
        facts.standing.per_1000_a_week(
            facts.key,
            facts.flow.during(facts.weeks, back=back).inbound,
            facts.weeks,
            back=back,
        )
        for back in (0, facts.weeks)
    )
    if now is None:
        return None
    change = change_percent(now, before)
    names = {
        "change": change,
        "weeks": facts.weeks,
        "what": _what(facts.choice.channel),
        "whose": _whose(facts),
    }
    if change:
        sentence = _(
            "%(what)s for every 1,000 %(whose)s a week (%(change)s against the"
            " %(weeks)s weeks before)."
        )
    else:
        sentence = _("%(what)s for every 1,000 %(whose)s a week.")
    return Short(amount(now), sentence % names)


def _whose(facts: Facts) -> str:
    if not facts.chosen:
        return _("customers")
    return _("customers of %(journey)s") % {"journey": quoted(facts.chosen.title)}


def _what(channel: int | None) -> str:
    """What is counted, when only one channel is looked at."""
    return {
        1: _("calls"),
        2: _("chats"),
        3: _("mails"),
        4: _("visits"),
        9: _("other contacts"),
    }.get(channel or 0, _("contacts"))
