"""Who may load what of journeys, their steps, phases and handovers."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alignment.keys import key_of
from alignment.people.access import must_edit
from alignment.people.models import Person, Side
from journeys.access.must import must
from journeys.models import (
    Handover,
    Journey,
    Phase,
    Step,
)
from journeys.models.journey import JourneyQuerySet
from journeys.models.rights import leads, may_appoint, may_confirm, may_hand_over

PEOPLE = ("product_owner", "ops_owner", "created_by")


def journeys_to_see(person: Person) -> JourneyQuerySet:
    """All of them, archived ones too."""
    return Journey.objects.all()


def steps_to_see(person: Person) -> "QuerySet[Step]":
    """Those on the map."""
    return Step.objects.all()


def journey_to_see(person: Person, slug: str) -> Journey:
    """Any journey, archived ones too: their address stays good."""
    return get_object_or_404(Journey.objects.select_related(*PEOPLE), slug=slug)


def journey_to_talk(person: Person, pk: int) -> Journey:
    return get_object_or_404(Journey.objects.select_related(*PEOPLE), pk=pk)


def journey_to_edit(person: Person, slug: str) -> Journey:
    must_edit(person)
    shown = Journey.objects.shown().select_related(*PEOPLE)
    return get_object_or_404(shown, slug=slug)


def journey_to_archive(person: Person, slug: str) -> Journey:
    """To archive or bring back, so in any state."""
    must_edit(person)
    return journey_to_see(person, slug)


def journey_to_answer(person: Person, slug: str) -> Journey:
    """Only for the two who are named."""
    journey = journey_to_edit(person, slug)
    must(person == journey.owner(person.side))
    return journey


def journey_to_confirm(person: Person, slug: str) -> Journey:
    """For the owners, and leaders, who speak for their side."""
    journey = journey_to_edit(person, slug)
    must(may_confirm(person, journey))
    return journey


def journey_to_appoint(person: Person, slug: str, side: str) -> Journey:
    """To name somebody else where the named owner has not accepted."""
    journey = journey_to_edit(person, slug)
    must(side in Side.values and may_appoint(person, journey, side))
    return journey


def journey_to_hand_over(person: Person, slug: str, side: str) -> Journey:
    journey = journey_to_edit(person, slug)
    must(side in Side.values and may_hand_over(person, journey, side))
    return journey


def handover_to_answer(person: Person, pk: int) -> Handover:
    must_edit(person)
    asked = Handover.objects.filter(receiver=person)
    return get_object_or_404(asked.select_related("journey", "receiver"), pk=pk)


def handover_to_withdraw(person: Person, pk: int) -> Handover:
    handover = get_object_or_404(Handover.objects.select_related("journey"), pk=pk)
    near = person.pk in {handover.giver_id, handover.proposed_by_id}
    must(person.edits and (near or leads(person, handover.side)))
    return handover


def phase_to_edit(person: Person, slug: str, pk: int) -> Phase:
    journey = journey_to_edit(person, slug)
    return get_object_or_404(journey.phases.select_related("journey"), pk=pk)


def step_to_edit(person: Person, slug: str, pk: int) -> Step:
    journey = journey_to_edit(person, slug)
    steps = Step.objects.select_related(
        "journey", "phase", "product_owner", "ops_owner"
    )
    return get_object_or_404(steps, journey=journey, pk=pk)


def step_to_restore(person: Person, slug: str, pk: int) -> Step:
    """A step of a journey one may edit, on the map or removed."""
    journey = journey_to_edit(person, slug)
    steps = Step.everything.select_related("journey")
    return get_object_or_404(steps, journey=journey, pk=pk)


def step_removed(journey: Journey, pk: str) -> Step | None:
    """The step just removed, to offer it back where there is no script."""
    gone = Step.everything.exclude(removed_at=None).filter(journey=journey)
    return gone.filter(pk=key_of(pk)).first()
