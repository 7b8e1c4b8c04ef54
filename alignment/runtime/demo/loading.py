"""Loads the demo organisation in parts, each in a transaction of its own.

What one looks at first comes first: people and journeys, then contacts from the newest
on, then the numbers. It may be killed at any time; the next load goes on with the first
part that is missing, and a load that is done is left alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from alignment.live import publish
from alignment.runtime.demo import (
    changes,
    decided,
    drawn,
    heard,
    landmarks,
    maps,
    promises,
    rooms,
    rows,
    talks,
)
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import make_company, people_of
from alignment.runtime.demo.contacts import make_contacts
from alignment.runtime.demo.population import Population
from alignment.runtime.demo.story import Story, story
from alignment.runtime.demo.timeline import Timeline
from alignment.runtime.demo.workarounds import plan_workarounds
from alignment.runtime.models import DemoLoad
from journeys.models import Journey
from kpis.models import Freshness, Reason, Source
from kpis.operations.imports_jobs import customers_kept
from kpis.operations.imports_marks import ask_for_rebuild
from kpis.operations.refresh import LOCK, refresh

SHOWN_FIRST = (
    *("people", "journeys", "releases", "targets", "actions", "initiatives"),
    *("insights", "meetings", "decisions", "requirements", "workarounds", "threads"),
)
Say = Callable[[str], object]
ROOM = """
SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL synchronous_commit = off;
"""


def load(
    *, scale: float = 1.0, today: date | None = None, say: Say = lambda _: None
) -> bool:
    """Load whatever is missing; False when all of it was there.

    `scale` 1 is 300,000 customers and some 400,000 contacts. With `today` the story
    ends at six in the evening of that day, otherwise now; both are kept from the
    first load on. Waits for a refresh or another load to end, and keeps refreshes
    waiting meanwhile.
    """
    with _alone(), customers_kept():
        begun = DemoLoad.objects.filter(pk=1).first()
        if begun and begun.finished_at:
            return False
        loader = Loader(begun or _begin(scale, today), say)
        loader.run()
    return True


def _begin(scale: float, today: date | None) -> DemoLoad:
    now = timezone.now()
    if today is not None:
        now = timezone.make_aware(datetime.combine(today, time(18)))
    return DemoLoad(pk=1, scale=scale, now=now)


class Loader:
    """One run over all parts."""

    def __init__(self, begun: DemoLoad, say: Say) -> None:
        self.begun, self.say = begun, say
        self.story: Story = story()
        self.calendar = Calendar(begun.now)
        self.population = Population(begun.scale)

    def run(self) -> None:
        if self.begun._state.adding:  # noqa: SLF001
            with _part(*SHOWN_FIRST):
                self._company()
            self.say("People, teams, journeys and releases are there.")
        self.admin = people_of(self.story)[self.story.admin]
        if not rows.has_customers(self.population):
            with _part():
                rows.store_customers(self.population)
            self.say(f"{self.population.size:,} customers are there.")
        self.ids = rows.ids_of(self.population)
        self._contacts()
        self._activity()
        self._numbers()

    def _company(self) -> None:
        """Everything people look at that is not made of contacts."""
        self.begun.save(force_insert=True)
        people = make_company(self.story, self.calendar)
        timeline = Timeline()
        maps.plan_journeys(self.story, people, self.calendar, timeline)
        landmarks.plan_releases(self.story, people, self.calendar, timeline)
        changes.plan_initiatives(self.story, people, self.calendar, timeline)
        decided.plan_decisions(people, self.calendar, timeline)
        drawn.plan_requirements(people, self.calendar, timeline)
        promises.plan_actions(self.story, people, self.calendar, timeline)
        heard.plan_insights(people, self.calendar, timeline)
        plan_workarounds(people, self.calendar, timeline)
        rooms.plan_meetings(people, self.calendar, timeline)
        talks.plan_talks(people, self.calendar, timeline)
        timeline.play()
        talks.make_news(self.calendar)
        maps.note_orphans()
        landmarks.make_targets(self.story, people, self.calendar)
        landmarks.make_sources(self.story)
        ask_for_rebuild()  # pages say that contacts are on their way

    def _contacts(self) -> None:
        contacts = make_contacts(self.story, self.calendar, self.begun.scale).join(
            self.ids, on="customer", how="left", maintain_order="left"
        )
        for year, quarter in rows.quarters(contacts):
            during = contacts.filter(
                pl.col("on").dt.year() == year, pl.col("on").dt.quarter() == quarter
            )
            for number, told in enumerate(self.story.sources):
                name = f"{told.file}-{year}-q{quarter}.csv"
                mine = during.filter(pl.col("source") == number)
                if mine.height and not rows.is_imported(name):
                    self._contacts_of(told.slug, mine, name)

    def _contacts_of(self, slug: str, mine: pl.DataFrame, name: str) -> None:
        source = Source.objects.get(slug=slug)
        ids = dict(source.reasons.values_list("label", "pk"))
        told = next(each for each in self.story.sources if each.slug == slug)
        with _part("contacts"):
            Freshness.current()
            Freshness.objects.filter(pk=1).update(rebuild=True)
            reasons = pl.Series(
                "reason_id", [_reason(source, ids, each.label) for each in told.reasons]
            )
            placed = mine.with_columns(reasons.gather(mine["reason"]))
            rows.store_contacts(source, placed, name, self.calendar, self.admin)
        self.say(f"{name}: {mine.height:,} contacts.")

    def _activity(self) -> None:
        for journey in Journey.objects.filter(
            title__in=[told.title for told in self.story.journeys],
            created_by__is_demo=True,
        ):
            if rows.is_imported(f"customers-{journey.slug}.csv"):
                continue
            with _part():
                count = rows.store_activity(
                    journey, self.population, self.ids, self.calendar, self.admin
                )
            self.say(f"{journey}: a list of {count:,} customers.")

    def _numbers(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE kpis_contact, kpis_activity, kpis_customer")
        refresh(rebuild=True)
        with _part("contacts"):
            self.begun.finished_at = timezone.now()
            self.begun.save(update_fields=["finished_at"])
        self.say("The numbers are worked out.")


def _reason(source: Source, ids: dict[str, int], label: str) -> int:
    """The reason's id; made anew, unmapped, if somebody took it away meanwhile."""
    if label not in ids:
        ids[label] = Reason.objects.create(source=source, label=label).pk
    return ids[label]


@contextmanager
def _part(*topics: str) -> Iterator[None]:
    """A transaction with room for bulk work, after which browsers look again."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ROOM)
        yield
        for topic in topics:
            publish(topic)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of refreshes: it counts for one session and ends with it.

    The refresh at the end takes it once more, which the same session may.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
                cursor.execute("RESET statement_timeout; RESET lock_timeout")
