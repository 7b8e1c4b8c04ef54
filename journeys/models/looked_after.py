"""Who looks after a journey, and after one step of it."""

from typing import TYPE_CHECKING

from alignment.people.models import Person, Side

if TYPE_CHECKING:
    from journeys.models.journey import Journey
    from journeys.models.step import Step


def who_looks_after(journey: "Journey", step: "Step | None" = None) -> list[Person]:
    """The owner of each side, and of the step; somebody may be both."""
    owners = [each.owner(side) for each in (journey, step) if each for side in Side]
    return [owner for owner in owners if owner]
