"""One journey as its page shows it: phases, steps, what lies open, what is coming."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from alignment.actions.queries.action import ActionRow
from alignment.actions.queries.listing import promised
from alignment.charts import feel_cell, feel_scale
from alignment.people.models import Person, Side
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Journey, Meeting, Phase
from journeys.models.rights import may_confirm
from journeys.models.step import FEELINGS
from journeys.queries.initiative import InitiativeRow, running_on
from journeys.queries.insight import InsightRow, told_about
from journeys.queries.meeting import Met, met_about
from journeys.queries.nudge import Nudge, nudge
from journeys.queries.overview import Trust, trust
from journeys.queries.owner import OwnerState, owner_states
from journeys.queries.release import Around, releases_around
from journeys.queries.workaround import ByHand, StepByHand, by_hand

TOLD = ("name", "where", "customer_does", "staff_do", "quote", "quote_from")
STEP = (
    *("id", "phase_id", "systems", "is_moment", "feeling", *TOLD),
    *(f"{side}_owner_id" for side in Side.values),
)
SHOWN = ("pk", "name", *(f"shown__{name}" for name in STEP))
LANDED_DAYS = 182
"""A journey's last releases are told of for half a year."""


@dataclass(frozen=True)
class StepCell:
    """A step with what the page needs of it; `number` counts through the journey."""

    pk: int
    number: int
    name: str
    where: str
    customer_does: str
    staff_do: str
    systems: tuple[str, ...]
    quote: str
    quote_from: str
    is_moment: bool
    feeling: str
    feel_cell: SafeString
    feel_scale: SafeString
    owners: tuple[tuple[str, Keeper | None], ...]
    by_hand: StepByHand | None = None

    @property
    def gaps(self) -> tuple[str, ...]:
        """The sides nobody looks after it for."""
        return tuple(side for side, owner in self.owners if owner is None)

    @property
    def left(self) -> tuple[tuple[str, Keeper], ...]:
        """The owners who are no longer active."""
        return tuple((s, one) for s, one in self.owners if one and not one.is_active)


@dataclass(frozen=True)
class PhaseColumn:
    pk: int
    name: str
    steps: tuple[StepCell, ...]


@dataclass(frozen=True)
class JourneyPage:
    phases: tuple[PhaseColumn, ...]
    owners: tuple[OwnerState, ...]
    trust: Trust
    around: Around
    initiatives: tuple[InitiativeRow, ...]
    nudge: Nudge | None
    promised: tuple[ActionRow, ...]
    told: tuple[InsightRow, ...]
    met: Met
    by_hand: ByHand
    may_edit: bool
    may_confirm: bool

    @property
    def step_count(self) -> int:
        return sum(len(phase.steps) for phase in self.phases)

    @property
    def open_gaps(self) -> int:
        """Steps and sides without anybody active who looks after them."""
        steps = [step for phase in self.phases for step in phase.steps]
        return sum(len(step.gaps) + len(step.left) for step in steps)

    @property
    def asked(self) -> bool:
        """Whether someone has not accepted yet."""
        return any(not one.accepted for one in self.owners)


def journey_page(
    journey: Journey,
    viewer: Person,
    on: date,
    *,
    rate: Decimal,
    hushed: bool = False,
) -> JourneyPage:
    """The whole page in 15 queries, whatever the number of steps.

    An hour of work costs `rate`.
    """
    dated = Journey.objects.with_trust(on).values().get(pk=journey.pk)
    record: dict[str, Any] = dict(dated)
    known = trust(record, on)
    people = keepers()
    around = releases_around(on, back_days=LANDED_DAYS, journey_id=journey.pk)
    done = by_hand(journey.pk, rate, people)
    return JourneyPage(
        phases=_phases(journey, people, done.by_step),
        owners=owner_states(journey, viewer, people),
        trust=known,
        around=around,
        initiatives=running_on(journey, on, people),
        nudge=None if hushed else nudge(journey, viewer, known, on),
        promised=promised(
            journey.get_absolute_url(), viewer=viewer, on=on, people=people
        ),
        told=told_about(journey.pk, people),
        met=met_about(Meeting.objects.filter(journeys=journey)),
        by_hand=done,
        may_edit=viewer.edits and not journey.is_archived,
        may_confirm=may_confirm(viewer, journey)
        and journey.state == Journey.State.LIVE,
    )


def journey_map(journey: Journey) -> tuple[PhaseColumn, ...]:
    """Its phases and steps alone; 2 queries."""
    return _phases(journey, keepers())


def _phases(
    journey: Journey,
    people: dict[int, Keeper],
    done: dict[int, StepByHand] | None = None,
) -> tuple[PhaseColumn, ...]:
    columns: dict[int, tuple[str, list[StepCell]]] = {}
    rows = Phase.objects.filter(journey=journey).with_shown_steps().values(*SHOWN)
    steps = []
    for row in rows:
        columns.setdefault(row["pk"], (row["name"], []))
        if row["shown__id"]:
            steps.append({name: row[f"shown__{name}"] for name in STEP})
    feelings = [None, *(step["feeling"] for step in steps), None]
    for number, step in enumerate(steps, start=1):
        around = feelings[number - 1], feelings[number], feelings[number + 1]
        cell = _cell(number, step, around, people)
        found = (done or {}).get(cell.pk)
        _, cells = columns[step["phase_id"]]
        cells.append(replace(cell, by_hand=found) if found else cell)
    return tuple(
        PhaseColumn(pk, name, tuple(cells)) for pk, (name, cells) in columns.items()
    )


def _cell(
    number: int,
    row: dict[str, Any],
    feelings: tuple[int | None, int | None, int | None],
    people: dict[int, Keeper],
) -> StepCell:
    return StepCell(
        pk=row["id"],
        number=number,
        **{name: row[name] for name in TOLD},
        systems=tuple(row["systems"]),
        is_moment=row["is_moment"],
        feeling=FEELINGS.get(row["feeling"], "Not known yet"),
        feel_cell=feel_cell(*feelings),
        feel_scale=feel_scale(row["feeling"]),
        owners=tuple(
            (side.value, people.get(row[f"{side.value}_owner_id"])) for side in Side
        ),
    )
