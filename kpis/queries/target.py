"""The target of a metric: the one in force, and the one that waits to be agreed."""

from dataclasses import dataclass

from alignment.people.models import Person
from kpis.models import Target

WITH_TARGET = frozenset(Target.Metric.values)


@dataclass(frozen=True)
class Targets:
    """Of one journey, or of the whole company, and one metric."""

    in_force: Target | None
    proposed: Target | None

    def may_agree(self, viewer: Person) -> bool:
        """Somebody of the side that did not propose it."""
        return bool(
            self.proposed
            and viewer.edits
            and viewer.side != self.proposed.proposed_by.side
        )

    def may_agree_to_end(self, viewer: Person) -> bool:
        ending = self.in_force.ending_by if self.in_force else None
        return bool(ending and viewer.edits and viewer.side != ending.side)


@dataclass(frozen=True)
class TargetsPart:
    """The targets as one person sees them."""

    targets: Targets
    may_edit: bool
    may_agree: bool
    may_agree_to_end: bool


def targets_of(journey_id: int | None, metric: str) -> Targets:
    people = ("proposed_by", "agreed_by", "ending_by")
    found = Target.objects.current().filter(metric=metric).select_related(*people)
    if journey_id is None:
        found = found.filter(journey=None)
    else:
        found = found.filter(journey_id=journey_id)
    rows = list(found)
    return Targets(
        next((row for row in rows if row.is_agreed), None),
        next((row for row in rows if not row.is_agreed), None),
    )


def targets_part(targets: Targets, viewer: Person) -> TargetsPart:
    return TargetsPart(
        targets,
        viewer.edits,
        targets.may_agree(viewer),
        targets.may_agree_to_end(viewer),
    )
