"""Whatever comes, goes and is mapped anew: a refresh ends where a rebuild does."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment.people.models import Person
from journeys.models import Journey, Step
from kpis.models import Activity, Contact, ContactImport, Customer, Reason
from kpis.operations.refresh import refresh
from kpis.queries import Scope, standing
from tests import make
from tests.kpis import numbers

START = datetime(2025, 1, 1, tzinfo=UTC)
WORDS = ("import", "import", "import", "undo", "list", "list", "remap")
Span = tuple[date, date | None]
SEEDS = st.integers(min_value=0, max_value=2**32)
DERIVED = {
    "kpis_contactday": "day, reason_id, channel, given_journey_id, journey_id, step_id,"
    " inbound, outbound, handled, abandoned, talk_seconds, handled_seconds, resolved,"
    " transferred, complaints, followed_any, followed_same_reason",
    "kpis_contactrepeat": "source_id, external_id, customer_id, day, reason_id,"
    " channel, given_journey_id, is_same_reason",
    "kpis_footprint": "customer_id, marks",
    "kpis_standingdelta": "journey_id, step_id, day, active, base, silent",
}


@dataclass
class World:
    """Two journeys, two sources, a few reasons and customers, and a die."""

    die: random.Random
    who: Person
    journeys: list[Journey]
    reasons: list[Reason] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    imports: list[ContactImport] = field(default_factory=list)

    def live(self, changes: int) -> None:
        """Let something change so often; the numbers follow now and then."""
        self.do_import()
        for _ in range(changes):
            getattr(self, f"do_{self.die.choice(WORDS)}")()
            if self.die.random() < 0.6:
                refresh()

    def do_import(self) -> None:
        of = self.die.choice(self.reasons).source
        mine = [r for r in self.reasons if r.source_id == of.pk]
        rows = [self.contact(mine) for _ in range(self.die.randint(1, 25))]
        self.imports.append(numbers.store(rows, self.who))

    def contact(self, reasons: list[Reason]) -> Contact:
        days = self.die.randint(0, self.die.choice((40, 40, 130, 400)))
        at = START + timedelta(days=days, hours=self.die.choice((0, 1, 12, 23)))
        return numbers.contact(
            at,
            self.die.choice(reasons),
            self.die.choice([*self.customers, None]),
            channel=self.die.choice((1, 2)),
            direction=self.die.choice((1, 1, 1, 2)),
            given_journey=self.die.choice([None, None, *self.journeys]),
            is_handled=self.die.random() < 0.7,
            talk_seconds=self.die.choice((None, 60, 181)),
            is_resolved=self.die.choice((None, True, False)),
        )

    def do_undo(self) -> None:
        if self.imports:
            numbers.undo(self.imports.pop(self.die.randrange(len(self.imports))))

    def do_list(self) -> None:
        first = START.date()
        lines = {}
        for _ in range(self.die.randint(1, 10)):
            begins = first + timedelta(days=self.die.choice((0, 60)))
            ends = begins + timedelta(days=self.die.choice((30, 60, 89, 90, 91, 200)))
            key = (
                self.die.choice(self.customers),
                self.die.choice(self.journeys),
                begins,
            )
            lines[key] = self.die.choice((None, ends))
        rows = [(*key, ends) for key, ends in lines.items()]
        of = self.die.choice(self.reasons).source
        self.imports.append(numbers.listed(rows, self.who, of))

    def do_remap(self) -> None:
        found = Reason.objects.get(pk=self.die.choice(self.reasons).pk)
        found.journey = self.die.choice([None, *self.journeys])
        steps = list(Step.objects.filter(journey=found.journey)[:2])
        found.step = self.die.choice([None, *steps])
        found.save()


def derived() -> dict[str, list[Any]]:
    found = {}
    with connection.cursor() as cursor:
        for table, columns in DERIVED.items():
            cursor.execute(f"SELECT {columns} FROM {table}")
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def naive(scope: Scope, on: date) -> tuple[int, int, int]:
    """Active, base and silent, counted customer by customer from the rows."""
    lines: dict[tuple[int, int, date], Span] = {}
    for line in Activity.objects.order_by("contact_import_id"):
        key = line.customer_id, line.journey_id, line.active_from
        lines[key] = line.active_from, line.active_until
    heard: dict[int, list[Contact]] = {}
    for row in Contact.objects.filter(direction=1).select_related("reason", "source"):
        if row.customer_id is not None:
            heard.setdefault(row.customer_id, []).append(row)
    named = {customer for customer, *_ in lines}
    counts = [0, 0, 0]
    for customer in named | set(heard):
        spans = [
            span
            for (who, journey, _), span in lines.items()
            if who == customer and scope.journey_id in (None, journey)
        ]
        rows = [r for r in heard.get(customer, []) if in_journey(r, scope)]
        first = [r.day for r in rows if not r.source.has_customer_list]
        if customer not in named and first:
            spans = [(min(first), None)]
        window = {on - timedelta(days=n) for n in range(90)}
        spoke = any(r.day in window for r in rows if at_step(r, scope))
        through = all(
            active(spans, on - timedelta(days=90) + timedelta(days=n))
            for n in range(91)
        )
        counts[0] += active(spans, on)
        counts[1] += through
        counts[2] += through and not spoke
    return counts[0], counts[1], counts[2]


def active(spans: list[Span], day: date) -> bool:
    return any(first <= day and (end is None or day < end) for first, end in spans)


def journey_of(row: Contact) -> int | None:
    return row.given_journey_id or row.reason.journey_id


def in_journey(row: Contact, scope: Scope) -> bool:
    return scope.journey_id in (None, journey_of(row))


def at_step(row: Contact, scope: Scope) -> bool:
    if scope.step_id is None:
        return True
    here = row.reason.step_id if row.reason.journey_id == journey_of(row) else None
    return here == scope.step_id


@pytest.fixture
def journeys(petra, omar):
    return [make.journey(title, petra, omar) for title in ("Move home", "Pay a bill")]


@pytest.mark.capability("C20")
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=SEEDS)
def test_refresh_ends_where_a_rebuild_and_a_naive_count_do(journeys, petra, seed):
    die = random.Random(seed)  # noqa: S311 -- a die, not a key
    with transaction.atomic():
        world = World(die, petra, journeys)
        places = [numbers.source("Phone"), numbers.source("Chat")]
        step = Step.objects.filter(journey=journeys[0])[0]
        world.customers = [numbers.customer(f"customer {n}") for n in range(6)]
        world.reasons = [
            numbers.reason("meter", of=places[0], journey=journeys[0], step=step),
            numbers.reason("price", of=places[0], journey=journeys[1]),
            numbers.reason("", of=places[1]),
        ]

        world.live(8)
        refresh()
        by_refresh = derived()
        refresh(rebuild=True)

        assert derived() == by_refresh
        for scope in (
            Scope(),
            Scope(journey_id=journeys[0].pk),
            Scope(journey_id=journeys[0].pk, step_id=step.pk),
        ):
            for on in numbers.days_from(START.date(), *die.sample(range(60, 480), 4)):
                found = standing(scope, on)
                assert (found.active, found.base, found.silent) == naive(scope, on)
        transaction.set_rollback(True)
