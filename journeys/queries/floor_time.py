"""Time at the floor: one's own, that of each team, and what was learnt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from alignment.people.models import Person, Side, Team
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import FloorTime
from journeys.models.floor_time import A_QUARTER


@dataclass(frozen=True)
class Visit:
    pk: int
    person: Keeper
    spent_on: date
    minutes: int
    where: str
    journey: str | None
    journey_slug: str | None
    learnings: tuple[str, ...]
    action: str
    action_pk: int
    is_done: bool


@dataclass(frozen=True)
class TeamTime:
    """How often people of a team were there, and how often they are invited to be."""

    name: str
    slug: str
    visits: int
    people: int

    @property
    def invited(self) -> int:
        return self.people * A_QUARTER


@dataclass(frozen=True)
class FloorPage:
    first: date
    last: date
    mine: int
    a_quarter: int
    teams: tuple[TeamTime, ...]

    @property
    def left(self) -> int:
        return max(self.a_quarter - self.mine, 0)


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of the three months a day is in."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    after = (first + timedelta(days=95)).replace(day=1)
    return first, after - timedelta(days=1)


def floor_page(viewer: Person, on: date) -> FloorPage:
    """Teams by name, as an invitation: never people beside each other; 2 queries."""
    first, last = quarter_of(on)
    here = Q(people__is_active=True)
    during = here & Q(people__floor_times__spent_on__range=(first, last))
    teams = (
        Team.objects.filter(side=Side.PRODUCT)
        .annotate(
            here=Count("people", filter=here, distinct=True),
            visits=Count("people__floor_times", filter=during, distinct=True),
        )
        .order_by("name")
        .values_list("name", "slug", "visits", "here")
    )
    mine = FloorTime.objects.between(first, last).filter(person=viewer).count()
    return FloorPage(
        first, last, mine, A_QUARTER, tuple(TeamTime(*row) for row in teams)
    )


COLUMNS = (
    *("pk", "person_id", "spent_on", "minutes", "where"),
    *("journey__title", "journey__slug", *FloorTime.LEARNINGS),
    *("action__title", "action_id", "action__outcome"),
)


def visits(found: Iterable[FloorTime]) -> tuple[Visit, ...]:
    """Rows in the order of a queryset, or a page of it; 2 queries."""
    people = keepers()
    rows = found.values_list(*COLUMNS)  # type: ignore[attr-defined]
    return tuple(
        Visit(
            pk,
            people[person],
            day,
            minutes,
            str(FloorTime.Where(where).label),
            journey,
            slug,
            tuple(rest[:3]),
            rest[3],
            rest[4],
            bool(rest[5]),
        )
        for pk, person, day, minutes, where, journey, slug, *rest in rows
    )
