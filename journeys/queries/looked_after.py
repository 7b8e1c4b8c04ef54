"""What one person looks after: journeys, and steps of other journeys."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from alignment.people.models import Person
from journeys.models import Journey, Step
from journeys.queries.overview import JourneyRow, journey_rows


@dataclass(frozen=True)
class StepName:
    pk: int
    name: str
    journey_slug: str
    journey_title: str


@dataclass(frozen=True)
class JourneyName:
    slug: str
    title: str


@dataclass(frozen=True)
class LookedAfter:
    journeys: tuple[JourneyRow, ...]
    steps: tuple[StepName, ...]
    asked: tuple[JourneyName, ...]
    archived: tuple[JourneyName, ...]


def looked_after(person: Person, on: date) -> LookedAfter:
    """Shown journeys they own, and steps they own, in the customer's order.

    Then what else keeps them on their side: journeys they are asked to take over,
    and archived ones of which they own something.
    """
    owns = Q(product_owner=person) | Q(ops_owner=person)
    steps = (
        Step.objects.filter(owns)
        .exclude(journey__state=Journey.State.ARCHIVED)
        .order_by("journey__title", "phase__position", "position")
        .values_list("pk", "name", "journey__slug", "journey__title")
    )
    any_step = Step.objects.filter(owns).values("journey")
    archived = Journey.objects.filter(owns | Q(pk__in=any_step)).filter(
        state=Journey.State.ARCHIVED
    )
    asked = Journey.objects.filter(
        handovers__answer="", handovers__receiver=person
    ).distinct()
    return LookedAfter(
        journeys=journey_rows(Journey.objects.shown().filter(owns), on),
        steps=tuple(StepName(*row) for row in steps),
        asked=_names(asked),
        archived=_names(archived),
    )


def _names(journeys: QuerySet[Journey]) -> tuple[JourneyName, ...]:
    return tuple(JourneyName(*row) for row in journeys.values_list("slug", "title"))
