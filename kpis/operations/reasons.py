"""Maps contact reasons to journeys and steps, and says what kind of demand they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from alignment.live import publish
from journeys.models import Journey, Step
from kpis.models import Reason
from kpis.operations.refresh import remap


@dataclass(frozen=True)
class Place:
    """Where a reason belongs: a step, a journey without one, or nowhere."""

    journey_id: int | None = None
    step_id: int | None = None

    @classmethod
    def of(cls, choice: str) -> "Place":
        """From `""`, `j<journey>` or `s<step>`. Raises NoSuchPlace."""
        if not choice:
            return cls()
        kind, number = choice[:1], choice[1:]
        if not number.isdecimal():
            raise NoSuchPlace
        if kind == "s":
            step = Step.objects.filter(pk=number).first()
            if step is not None:
                return cls(step.journey_id, step.pk)
        elif kind == "j" and Journey.objects.shown().filter(pk=number).exists():
            return cls(int(number))
        raise NoSuchPlace

    def __str__(self) -> str:
        if self.step_id:
            return f"s{self.step_id}"
        return f"j{self.journey_id}" if self.journey_id else ""


@dataclass(frozen=True)
class Before:
    """How a reason stood before a change, to go back to."""

    reason_id: int
    place: Place
    demand: str


@transaction.atomic
def map_reasons(*, reasons: Iterable[Reason], place: Place) -> list[Before]:
    """Put reasons where they belong; contacts there already move with them.

    Returns how those that changed stood before. Safe to repeat.
    """
    locked = _locked(reasons)
    changed = [each for each in locked if _place(each) != place]
    before = [Before(each.pk, _place(each), each.demand) for each in changed]
    ids = [each.pk for each in changed]
    if ids:
        Reason.objects.filter(pk__in=ids).update(
            journey_id=place.journey_id, step_id=place.step_id
        )
        remap(ids)
        publish("contacts")
    return before


@transaction.atomic
def judge_reasons(*, reasons: Iterable[Reason], demand: str) -> list[Before]:
    """Say whether reasons are value or failure demand. Safe to repeat."""
    changed = [each for each in _locked(reasons) if each.demand != demand]
    before = [Before(each.pk, _place(each), each.demand) for each in changed]
    if changed:
        ids = [each.pk for each in changed]
        Reason.objects.filter(pk__in=ids).update(demand=demand)
        publish("contacts")
    return before


@transaction.atomic
def put_back(*, before: Sequence[Before]) -> int:
    """Undo a change of reasons; those that are gone meanwhile are left out."""
    found = Reason.objects.in_bulk([each.reason_id for each in before])
    count = 0
    for each in before:
        if reason := found.get(each.reason_id):
            map_reasons(reasons=[reason], place=each.place)
            judge_reasons(reasons=[reason], demand=each.demand)
            count += 1
    return count


def _locked(reasons: Iterable[Reason]) -> list[Reason]:
    ids = [each.pk for each in reasons]
    return list(Reason.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _place(reason: Reason) -> Place:
    return Place(reason.journey_id, reason.step_id)


class NoSuchPlace(Exception):
    """The journey or step that was chosen is not there."""

    def __init__(self) -> None:
        super().__init__("This step is gone. Choose another one.")
