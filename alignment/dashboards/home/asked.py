"""The needs as one person sees them: what waits for them, and whom to talk to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.dashboards.home.need import (
    ACCEPTANCE,
    GAP,
    HANDOVER,
    RELEASE,
    RISING,
    SPONSOR,
    STALE,
    Need,
)
from alignment.people.models import Person, Role
from alignment.people.queries.keeper import Keeper

SHOWN = 5
WORTH_A_TALK = (RELEASE, RISING, SPONSOR, ACCEPTANCE, HANDOVER, STALE)


@dataclass(frozen=True)
class Asked:
    """A need, with the form when it waits for the viewer, or the one talk button.

    `act` is what they can do about it; where that is nothing, reading on.
    """

    need: Need
    act: str
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
    talk = _worth_a_talk(viewer, order[:SHOWN])
    found = tuple(
        Asked(
            need,
            need.act if can_act(viewer, need) else _("Open the journey"),
            is_mine=need.asks == viewer.pk,
            talk_to=other_owner(viewer, need) if need is talk else None,
        )
        for need in order
    )
    return AskedList(found[:SHOWN], found[SHOWN:])


def other_owner(viewer: Person, need: Need) -> Keeper | None:
    """Who of the other side can be talked to about it."""
    return next(
        (one for one in need.people if one.side != viewer.side and one.is_active), None
    )


def can_act(viewer: Person, need: Need) -> bool:
    """Whether the page of the journey will let them do what the button says."""
    if need.led_by:
        leads = viewer.role == Role.LEADER and viewer.side in need.led_by
        return viewer.edits and (leads or viewer.is_admin or viewer.pk in need.near)
    return viewer.edits or need.kind != GAP


def _worth_a_talk(viewer: Person, needs: list[Need]) -> Need | None:
    """The one that a talk helps most: what customers feel before what is formal."""
    open_to_talk = [
        need
        for need in needs
        if need.kind in WORTH_A_TALK
        and need.asks != viewer.pk
        and other_owner(viewer, need)
    ]
    return min(
        open_to_talk, key=lambda need: WORTH_A_TALK.index(need.kind), default=None
    )
