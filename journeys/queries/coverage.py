"""Which steps somebody of each side looks after, by journey and phase."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.safestring import SafeString

from alignment.charts import cover_dots
from alignment.people.models import Side
from journeys.models import Phase


@dataclass(frozen=True)
class Coverage:
    """How many steps have an owner of both sides, of one, of none."""

    name: str
    both: int = 0
    product_only: int = 0
    ops_only: int = 0
    none: int = 0

    @property
    def total(self) -> int:
        return self.both + self.product_only + self.ops_only + self.none

    @property
    def dots(self) -> SafeString:
        """One dot a step, full where both sides own it."""
        return cover_dots(self.both, self.total)

    @property
    def disc(self) -> str:
        """The mark for all its steps together: the weakest of them decides."""
        if not self.total or self.none or (self.product_only and self.ops_only):
            return "none"
        if self.product_only or self.ops_only:
            return "product" if self.product_only else "ops"
        return "both"


@dataclass(frozen=True)
class StepGap:
    """A step that nobody of one side looks after, or nobody at all."""

    step_id: int
    name: str
    phase: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class StepFacts:
    """By journey: coverage of its phases, its gaps in map order, and one quote."""

    phases: dict[int, list[Coverage]]
    gaps: dict[int, list[StepGap]]
    quotes: dict[int, str]


COLUMNS = (
    *("journey_id", "pk", "name", "shown__pk", "shown__name"),
    *("shown__product_owner__is_active", "shown__ops_owner__is_active"),
    *("shown__quote", "shown__is_moment"),
)


def step_facts(journey_ids: list[int]) -> StepFacts:
    """One query over phases, with their steps where they have any."""
    of = Phase.objects.filter(journey_id__in=journey_ids)
    rows = of.with_shown_steps().values_list(*COLUMNS)
    counts: dict[tuple[int, int, str], dict[str, int]] = {}
    gaps: dict[int, list[StepGap]] = defaultdict(list)
    quotes: dict[int, str] = {}
    moments: dict[int, str] = {}
    for journey_id, phase_id, phase, step_id, name, product, ops, *said in rows:
        count = counts.setdefault((journey_id, phase_id, phase), defaultdict(int))
        if step_id is None:
            continue
        count[_kind(bool(product), bool(ops))] += 1
        if missing := _missing(bool(product), bool(ops)):
            gaps[journey_id].append(StepGap(step_id, name, phase, missing))
        quote, is_moment = said
        if quote:
            (moments if is_moment else quotes).setdefault(journey_id, quote)
    phases: dict[int, list[Coverage]] = defaultdict(list)
    for (journey_id, _, phase), count in counts.items():
        phases[journey_id].append(Coverage(phase, **count))
    return StepFacts(phases, gaps, quotes | moments)


def _missing(product: bool, ops: bool) -> tuple[str, ...]:  # noqa: FBT001
    sides = ((Side.PRODUCT, product), (Side.OPS, ops))
    return tuple(side.value for side, owned in sides if not owned)


def _kind(product: bool, ops: bool) -> str:  # noqa: FBT001
    if product and ops:
        return "both"
    if product:
        return "product_only"
    return "ops_only" if ops else "none"


def total(name: str, parts: list[Coverage]) -> Coverage:
    return Coverage(
        name,
        both=sum(part.both for part in parts),
        product_only=sum(part.product_only for part in parts),
        ops_only=sum(part.ops_only for part in parts),
        none=sum(part.none for part in parts),
    )
