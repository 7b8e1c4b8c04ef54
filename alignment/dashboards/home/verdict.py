"""How a journey does, in a word with its icon."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alignment.dashboards.home.facts import Facts
from journeys.queries.overview import JourneyRow


@dataclass(frozen=True)
class Verdict:
    """`is_calm`: steady or better. `is_known`: there was enough to tell."""

    word: str | Promise
    kind: str
    icon: str
    is_calm: bool = False
    is_known: bool = True


ORPHANED = Verdict(_("No owner"), "bad", "user-x")
DRAFT = Verdict(_("Draft"), "", "pencil", is_known=False)
MOVED = {
    "rising": Verdict(_("More contacts"), "bad", "trending-up"),
    "falling": Verdict(_("Fewer contacts"), "good", "trending-down", is_calm=True),
    "steady": Verdict(_("Steady"), "", "minus", is_calm=True),
    "few": Verdict(_("Too few to tell"), "", "circle-question-mark", is_known=False),
}


def verdict(facts: Facts, row: JourneyRow) -> Verdict:
    """The gravest of: an owner gone, not live yet, and how its contacts move."""
    if row.orphaned_sides:
        return ORPHANED
    if not row.is_live:
        return DRAFT
    return MOVED[facts.movements[row.pk].verdict]
