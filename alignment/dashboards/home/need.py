"""One thing that needs both sides."""

from dataclasses import dataclass

from alignment.people.queries.keeper import Keeper

ORPHANED, ACCEPTANCE, HANDOVER, SPONSOR, RELEASE, RISING = range(6)
ALONE, REVISIT, GAP, BY_HAND, STALE = range(6, 11)


@dataclass(frozen=True)
class Need:
    """One thing: who it is between, why, and the one thing to do about it.

    `asks` is the person whose yes it waits for; only they see the form that posts to
    `accept_url`. They read `asked` instead of `title`. Where sides stand in
    `led_by`, only their leaders, admins and the people in `near` can do `act`.
    """

    kind: int
    key: str
    title: str
    why: str
    url: str
    act: str
    product: Keeper | None = None
    ops: Keeper | None = None
    asks: int | None = None
    asked: str = ""
    accept_url: str = ""
    led_by: tuple[str, ...] = ()
    near: frozenset[int] = frozenset()

    @property
    def people(self) -> tuple[Keeper, ...]:
        return tuple(one for one in (self.product, self.ops) if one)
