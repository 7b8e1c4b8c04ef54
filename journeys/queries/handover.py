"""Handovers that wait for an answer."""

from dataclasses import dataclass
from datetime import datetime

from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Handover, Journey


@dataclass(frozen=True)
class OpenHandover:
    pk: int
    journey_slug: str
    journey_title: str
    side: str
    giver: Keeper
    receiver: Keeper
    proposed_by: Keeper
    note: str
    proposed_at: datetime


def open_handovers(
    people: dict[int, Keeper] | None = None, journey_id: int | None = None
) -> tuple[OpenHandover, ...]:
    """Unanswered handovers of shown journeys, oldest first."""
    known = keepers() if people is None else people
    chosen = Handover.objects.filter(answer="").exclude(
        journey__state=Journey.State.ARCHIVED
    )
    if journey_id is not None:
        chosen = chosen.filter(journey_id=journey_id)
    rows = chosen.order_by("proposed_at", "pk").values_list(
        "pk", "journey__slug", "journey__title", "side", "giver_id", "receiver_id",
        "proposed_by_id", "note", "proposed_at",
    )  # fmt: skip
    return tuple(
        OpenHandover(
            *row[:4], known[row[4]], known[row[5]], known[row[6]], row[7], row[8]
        )
        for row in rows
    )
