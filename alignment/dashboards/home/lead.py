"""The sentences at the top: how much needs both sides, and how the journeys do."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from alignment.dashboards.home.facts import Words
from alignment.dashboards.home.verdict import DRAFT, ORPHANED, Verdict


def lead(words: Words, needs: int, verdicts: list[Verdict]) -> SafeString:
    """Like "3 things need both product and ops. 4 of 6 journeys are steady or
    better." with the count in bold."""
    sentences = [needing(words, needs), standing(verdicts), unknown(verdicts)]
    sentences.append(drafts(verdicts))
    return format_html("{} {} {} {}", *sentences) if any(sentences) else SafeString("")


def needing(words: Words, count: int) -> SafeString:
    if not count:
        nothing = gettext("<strong>Nothing</strong> needs both {product} and {ops}.")
        return format_html(nothing, product=words.product, ops=words.ops)
    pattern = ngettext(
        "<strong>{count} thing</strong> needs both {product} and {ops}.",
        "<strong>{count} things</strong> need both {product} and {ops}.",
        count,
    )
    return format_html(pattern, count=count, product=words.product, ops=words.ops)


def standing(verdicts: list[Verdict]) -> str:
    """Of those that can be told: how many are steady or better.

    Nothing where all that is known is whose owners have gone.
    """
    known = [one for one in verdicts if one.is_known]
    if all(one is ORPHANED for one in known):
        return ""
    calm = sum(one.is_calm for one in known)
    count = {"calm": calm, "known": len(known)}
    if len(known) == 1:
        if calm:
            return gettext("1 journey is steady or better.")
        return gettext("1 journey is not steady.")
    if calm == len(known):
        return gettext("All %(known)s journeys are steady or better.") % count
    if not calm:
        return gettext("None of %(known)s journeys is steady.") % count
    return (
        ngettext(
            "%(calm)s of %(known)s journeys is steady or better.",
            "%(calm)s of %(known)s journeys are steady or better.",
            calm,
        )
        % count
    )


def unknown(verdicts: list[Verdict]) -> str:
    """Journeys with too few contacts to tell."""
    count = sum(not one.is_known and one is not DRAFT for one in verdicts)
    if not count:
        return ""
    return ngettext(
        "For %(count)s journey it is too early to tell.",
        "For %(count)s journeys it is too early to tell.",
        count,
    ) % {"count": count}


def drafts(verdicts: list[Verdict]) -> str:
    count = verdicts.count(DRAFT)
    if not count:
        return ""
    return ngettext(
        "%(count)s journey is still a draft.",
        "%(count)s journeys are still drafts.",
        count,
    ) % {"count": count}
