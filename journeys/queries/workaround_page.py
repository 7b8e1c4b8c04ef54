"""One workaround as its page shows it, and what the register says first."""

from dataclasses import dataclass

from alignment.history import Change
from alignment.people.models import Organisation, Person, Role, Side
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Release, Workaround
from journeys.queries.workaround import (
    Report,
    WorkaroundRow,
    askable,
    reports_of,
    workaround_rows,
)
from journeys.queries.workaround_cost import Line, sum_in_words
from journeys.queries.workaround_history import workaround_history

MANY_RELEASES = 50


@dataclass(frozen=True)
class WorkaroundPage:
    """`mine` is what the viewer has said; `is_asked` while somebody waits for it."""

    row: WorkaroundRow
    sum: tuple[Line, ...]
    reports: tuple[Report, ...]
    changes: tuple[Change, ...]
    releases: tuple[tuple[int, str], ...]
    owners: tuple[Keeper, ...]
    staff: tuple[Keeper, ...]
    mine: Report | None
    may_edit: bool
    may_answer: bool

    @property
    def is_asked(self) -> bool:
        return self.mine is not None and self.mine.is_waiting

    @property
    def waiting(self) -> tuple[Report, ...]:
        """Those who have not said “no more” since the fix."""
        return tuple(each for each in self.reports if not each.counts)

    @property
    def asked(self) -> int:
        return len(self.reports)

    @property
    def is_unused(self) -> bool:
        """Whether all who were asked do it no more."""
        return bool(self.reports) and not self.waiting


def workaround_page(
    workaround: Workaround, viewer: Person, organisation: Organisation
) -> WorkaroundPage:
    """The whole page in 9 queries."""
    people = keepers()
    found = Workaround.objects.filter(pk=workaround.pk).costed()
    reports = reports_of(workaround, people)
    is_accepted = workaround.state in Workaround.OWNED
    may_edit = viewer.edits
    states = {*Workaround.OWNED, Workaround.State.RETIRED}
    return WorkaroundPage(
        row=workaround_rows(found, organisation.hourly_cost, people)[0],
        sum=sum_in_words(workaround, organisation),
        reports=reports,
        changes=workaround_history(workaround, people),
        releases=_releases(workaround) if may_edit and is_accepted else (),
        owners=_owners() if may_edit else (),
        staff=askable(people) if may_edit and is_accepted else (),
        mine=next((each for each in reports if each.person.pk == viewer.pk), None),
        may_edit=may_edit,
        may_answer=viewer.side == Side.OPS and workaround.state in states,
    )


def _owners() -> tuple[Keeper, ...]:
    """Who may own one, by name."""
    found = keepers(Person.objects.active().exclude(role=Role.AGENT))
    return tuple(sorted(found.values(), key=lambda one: one.name))


def _releases(workaround: Workaround) -> tuple[tuple[int, str], ...]:
    """Of its journey since it was told, and coming ones; the latest first."""
    found = Release.objects.filter(
        journeys=workaround.step.journey_id, released_on__gte=workaround.told_on
    )
    rows = found.order_by("-released_on", "name").values_list(
        "pk", "name", "released_on"
    )
    return tuple(
        (pk, f"{name}, {on:%-d %B %Y}") for pk, name, on in rows[:MANY_RELEASES]
    )


def long_ownerless() -> int:
    """How many nobody has owned for 30 days; one query."""
    return Workaround.objects.ownerless_long().count()
