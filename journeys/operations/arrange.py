"""The order of phases and steps. Each verb holds the journey, so orders never mix."""

from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.db.models import Max

from alignment.live import publish
from alignment.versions import events_of
from journeys.models import Journey, Phase, Step
from journeys.models.step import REMOVED_FROM


@dataclass(frozen=True)
class Place:
    """Where something stands now, counted from 1."""

    number: int
    of: int
    phase: str = ""
    """Named where the move went into another phase."""

    def __str__(self) -> str:
        within = f", in “{self.phase}”" if self.phase else ""
        return f"Moved to place {self.number} of {self.of}{within}"


@transaction.atomic
def add_phase(*, journey: Journey, name: str) -> Phase:
    _hold(journey)
    last = journey.phases.aggregate(last=Max("position"))["last"]
    publish("journeys")
    return journey.phases.create(name=name, position=0 if last is None else last + 1)


@transaction.atomic
def rename_phase(*, phase: Phase, name: str) -> None:
    _hold(phase.journey, phase)
    phase.name = name
    phase.save(update_fields=["name"])
    publish("journeys")


@transaction.atomic
def move_phase(*, phase: Phase, by_places: int) -> Place:
    """Earlier (-1) or later (+1); at the end it stays where it is."""
    _hold(phase.journey, phase)
    order = list(phase.journey.phases.all())
    here = order.index(phase)
    there = min(max(here + by_places, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    for position, each in enumerate(order):
        if each.position != position:
            Phase.objects.filter(pk=each.pk).update(position=position)
    publish("journeys")
    return Place(there + 1, len(order))


@transaction.atomic
def remove_phase(*, phase: Phase) -> Phase:
    """Its steps join the phase before it, or after the first; returns that one.

    Raises LastPhase: a journey has at least one.
    """
    _hold(phase.journey, phase)
    order = list(phase.journey.phases.all())
    if len(order) == 1:
        raise LastPhase("A journey has at least one phase. Rename this one instead.")
    here = order.index(phase)
    heir = order[here - 1 if here else 1]
    of_both = [order[here - 1], phase] if here else [phase, heir]
    steps = [step for each in of_both for step in each.steps.all()]
    _put(heir, steps)
    for step in Step.everything.filter(phase=phase):
        last = Step.everything.filter(phase=heir).aggregate(last=Max("position"))
        position = max(last["last"] or 0, REMOVED_FROM) + 1
        Step.everything.filter(pk=step.pk).update(phase=heir, position=position)
    phase.delete()
    publish("journeys")
    return heir


@transaction.atomic
def add_step(*, phase: Phase, name: str) -> Step:
    """At the end of the phase, looked after by nobody yet."""
    _hold(phase.journey, phase)
    publish("journeys")
    return Step.objects.create(
        journey=phase.journey, phase=phase, name=name, position=phase.steps.count()
    )


@transaction.atomic
def move_step_by(*, step: Step, by_places: int) -> Place:
    """Earlier (-1) or later (+1), over the edge into the next phase."""
    _hold(step.journey, step)
    step.refresh_from_db()
    mates = list(step.phase.steps.all())
    there = mates.index(step) + by_places
    if 0 <= there < len(mates):
        return move_step(step=step, to_phase=step.phase, to_place=there + 1)
    phases = list(step.journey.phases.all())
    beyond = phases.index(step.phase) + by_places
    if not 0 <= beyond < len(phases):
        return _place(step)
    phase = phases[beyond]
    place = phase.steps.count() + 1 if by_places < 0 else 1
    return move_step(step=step, to_phase=phase, to_place=place)


@transaction.atomic
def move_step(*, step: Step, to_phase: Phase, to_place: int) -> Place:
    """To a place in a phase, counted from 1; too large a number means its end."""
    _hold(step.journey, step, to_phase)
    step.refresh_from_db()
    others = [each for each in to_phase.steps.all() if each != step]
    others.insert(max(to_place - 1, 0), step)
    left_behind = [each for each in step.phase.steps.all() if each != step]
    goes_over = step.phase_id != to_phase.pk
    with pghistory.context(moved=step.pk):
        _put(to_phase, others)
        if goes_over:
            _put(step.phase, left_behind)
    publish("journeys")
    return _place(step, to_phase.name if goes_over else "")


@transaction.atomic
def restore_step(*, step: Step) -> None:
    """Bring a removed step back to its old place, or to the end of what its phase
    became meanwhile. Safe to repeat.
    """
    step.journey.lock()
    step.refresh_from_db()
    if step.removed_at is None:
        return
    before = events_of(step).filter(removed_at=None).last()
    step.restore()
    mates = [each for each in step.phase.steps.all() if each != step]
    is_same = before is not None and before.phase_id == step.phase_id
    mates.insert(before.position if is_same else len(mates), step)
    _put(step.phase, mates)


def _hold(journey: Journey, *rows: Phase | Step) -> None:
    """Lock the journey; raise Gone where a part of it was removed meanwhile."""
    journey.lock()
    for row in rows:
        if not type(row).objects.filter(pk=row.pk, journey=journey).exists():
            raise Gone(f"“{row}” was removed meanwhile. This is what is there now.")


def _put(phase: Phase, steps: list[Step]) -> None:
    """Write the order; only rows whose place changes are touched."""
    for position, each in enumerate(steps):
        if (each.phase_id, each.position) != (phase.pk, position):
            Step.objects.filter(pk=each.pk).update(phase=phase, position=position)


def _place(step: Step, phase: str = "") -> Place:
    order = list(
        Step.objects.filter(journey=step.journey_id).values_list("pk", flat=True)
    )
    return Place(order.index(step.pk) + 1, len(order), phase)


class Gone(Exception):
    """Somebody else removed what was about to be moved."""


class LastPhase(Exception):
    """A journey without a phase has no place for steps."""
