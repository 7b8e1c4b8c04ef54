"""The needs as one person sees them: what waits for them, and whom to talk to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.dashboards.home.needs import ACCEPTANCE, HANDOVER, ORPHANED, Need
from alignment.people.models import Person
from journeys.queries.people import Keeper

SHOWN = 5


@dataclass(frozen=True)
class Asked:
    """A need, with the form when it waits for the viewer, or the one talk button."""

    need: Need
    is_mine: bool = False
    talk_to: Keeper | None = None

    @property
    def title(self) -> str:
        return self.need.asked if self.is_mine else self.need.title


@dataclass(frozen=True)
class AskedList:
    first: tuple[Asked, ...]
    more: tuple[Asked, ...]

    @property
    def more_words(self) -> str:
        return ngettext(
            "Show %(count)s more thing", "Show %(count)s more things", len(self.more)
        ) % {"count": len(self.more)}

    @property
    def calm(self) -> str:
        return _("Nothing waits. A good day to ask what the other side has heard.")


def asked_of(viewer: Person, needs: tuple[Need, ...]) -> AskedList:
    """Most serious first, within a kind the viewer's own first; one talk button."""
    order = sorted(needs, key=lambda need: (need.kind, need.asks != viewer.pk))
    found, said = [], False
    for need in order:
        is_mine = need.asks == viewer.pk
        talk_to = None if said or is_mine else other_owner(viewer, need)
        said = said or talk_to is not None
        found.append(Asked(need, is_mine, talk_to))
    return AskedList(tuple(found[:SHOWN]), tuple(found[SHOWN:]))


def other_owner(viewer: Person, need: Need) -> Keeper | None:
    """Who of the other side can be talked to about it."""
    if need.kind in {ORPHANED, ACCEPTANCE, HANDOVER} and need.asks is None:
        return None
    return next(
        (one for one in need.people if one.side != viewer.side and one.is_active), None
    )
