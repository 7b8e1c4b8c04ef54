"""Starting a journey, empty or from a blueprint."""

from django.db import transaction
from django.utils.text import slugify

from alignment.live import publish
from alignment.people.models import Person, Side
from alignment.turn import take_turn
from journeys.models import Journey, Phase, Step
from journeys.models.journey import must_own
from journeys.operations.blueprint import Blueprint

RESERVED = {"add", "upload"}


@transaction.atomic
def start_journey(
    *, draft: Journey, by: Person, blueprint: Blueprint | None = None
) -> Journey:
    """Keep a draft for both owners to accept; whoever starts it for themselves has.

    `draft` is an unsaved journey with its words and both owners. Raises CannotOwn.
    """
    take_turn("journey")
    for side in Side:
        must_own(draft.owner(side))
    journey = draft
    journey.slug, journey.created_by = free_slug(draft.title, 110), by
    journey.save(force_insert=True)
    if blueprint is None:
        Phase.objects.create(journey=journey, name="First phase", position=0)
    else:
        _draw(journey, blueprint)
    if by == journey.owner(by.side):
        journey.accept(by=by)
    publish("journeys")
    return journey


def _draw(journey: Journey, blueprint: Blueprint) -> None:
    for place, drawn in enumerate(blueprint.phases):
        phase = Phase.objects.create(journey=journey, name=drawn.name, position=place)
        for number, step in enumerate(drawn.steps):
            Step.objects.create(
                journey=journey,
                phase=phase,
                position=number,
                **step.model_fields,
                **{f"{side}_owner": journey.owner(side) for side in Side},
            )


def free_slug(title: str, length: int) -> str:
    """An address nobody uses: the words, and a number where they are taken."""
    words = slugify(title)[:length].strip("-") or "journey"
    taken = set(
        Journey.objects.filter(slug__startswith=words).values_list("slug", flat=True)
    )
    taken |= RESERVED
    tries = (f"{words}-{number}" for number in range(2, len(taken) + 3))
    return (
        words if words not in taken else next(one for one in tries if one not in taken)
    )
