"""The shape of a rule in the table of every route and every role."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Who = Literal["anyone", "agent", "member", "leader", "admin"]
"""The least role that is let in; `anyone` needs no sign-in."""


def nothing(world: Any) -> list[Any]:
    return []


@dataclass(frozen=True)
class Rule:
    """A route is open from `who` upwards; below that it answers 404.

    `args` makes the route's arguments from the world of tests/house/world.py, whose
    attributes are rows made there: journey, step, phase, handover, release, person,
    team, source, reason, contact_import, target, invitation, and `me`, who asks
    (None while nobody is signed in). It may make more rows itself. `method` is the
    request that is tried, with `data`. Signed-out people are sent to sign in. Where
    whoever is let in gets a refusal in this world, `answers` is its status.
    """

    who: Who
    args: Callable[[Any], list[Any]] = nothing
    method: Literal["get", "post"] = "get"
    data: dict[str, str] = field(default_factory=dict)
    why: str = ""
    answers: int = 0
