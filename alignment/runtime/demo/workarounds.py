"""What the staff of the demo organisation do by hand, and what became of it."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import FOLDER
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Release, Step, Workaround

State = Workaround.State


@dataclass(frozen=True)
class ReportStory:
    """Without `answered_days_ago` they have not answered yet."""

    person: str
    by: str
    days_ago: int
    answered_days_ago: int | None = None
    times_a_week: int | None = None


@dataclass(frozen=True)
class WorkaroundStory:
    """`numbers` are what it is made of; each of the rest happened, or has not yet."""

    what: str
    journey: str
    step: str
    by: str
    days_ago: int
    numbers: dict[str, Any]
    accepted_by: str = ""
    accepted_days_ago: int = 0
    owner: str = ""
    release: str = ""
    planned_days_ago: int = 0
    retired_by: str = ""
    retired_days_ago: int = 0
    rejected_by: str = ""
    rejected_days_ago: int = 0
    rejected_because: str = ""
    reports: tuple[ReportStory, ...] = ()


NUMBERS = {
    *("systems", "people_count", "times_a_week", "times_low", "times_high"),
    *("minutes_each", "minutes_low", "minutes_high", "error_percent", "fix_minutes"),
}


def workaround_stories() -> tuple[WorkaroundStory, ...]:
    """As they are told, in their order."""
    text = (FOLDER / "workarounds.toml").read_text(encoding="utf-8")
    return tuple(_read(each) for each in tomllib.loads(text)["workarounds"])


def _read(found: dict[str, Any]) -> WorkaroundStory:
    numbers = {name: found.pop(name) for name in NUMBERS & set(found)}
    reports = tuple(ReportStory(**each) for each in found.pop("reports", ()))
    return WorkaroundStory(**found, numbers=numbers, reports=reports)


def plan_workarounds(people: People, calendar: Calendar, timeline: Timeline) -> None:
    for told in workaround_stories():
        Telling(told, people, calendar, timeline).plan()


@dataclass
class Telling:
    """One workaround, from its proposal on."""

    told: WorkaroundStory
    people: People
    calendar: Calendar
    timeline: Timeline
    made: list[Workaround] = field(default_factory=list)

    def plan(self) -> None:
        told = self.told
        self._add(told.days_ago, told.by, self._propose)
        if told.accepted_by:
            self._add(told.accepted_days_ago, told.accepted_by, self._accept)
        if told.rejected_by:
            self._add(told.rejected_days_ago, told.rejected_by, self._reject)
        if told.release:
            self._add(told.planned_days_ago, told.owner, self._plan_fix)
        for report in told.reports:
            self._add(report.days_ago, report.by, partial(self._ask, report))
            if report.answered_days_ago is not None:
                answer = partial(self._answer, report)
                self._add(report.answered_days_ago, report.person, answer)
        if told.retired_by:
            self._add(told.retired_days_ago, told.retired_by, self._retire)

    def _add(self, days_ago: int, by: str, do: Any) -> None:
        at = self.calendar.at(days_ago, 13, 10)
        self.timeline.add(at, self.people[by], partial(do, at, self.people[by]))

    def _propose(self, at: datetime, by: Person) -> None:
        told = self.told
        step = Step.objects.get(
            journey__title=told.journey,
            journey__created_by__is_demo=True,
            name=told.step,
        )
        self.made.append(
            Workaround.objects.create(
                what=told.what,
                step=step,
                proposed_by=by,
                proposed_at=at,
                **told.numbers,
            )
        )

    def _accept(self, at: datetime, by: Person) -> None:
        owner = self.people.get(self.told.owner)
        self._write(
            state=State.ACCEPTED,
            accepted_at=at,
            accepted_by=by,
            owner=owner,
            ownerless_at=None if owner else at,
        )

    def _reject(self, _: datetime, __: Person) -> None:
        self._write(state=State.REJECTED, rejected_because=self.told.rejected_because)

    def _plan_fix(self, _: datetime, __: Person) -> None:
        fix = Release.objects.get(name=self.told.release, created_by__is_demo=True)
        self._write(state=State.PLANNED, release=fix)

    def _ask(self, told: ReportStory, at: datetime, by: Person) -> None:
        self.made[0].reports.create(
            person=self.people[told.person], asked_by=by, asked_at=at
        )

    def _answer(self, told: ReportStory, at: datetime, by: Person) -> None:
        report = self.made[0].reports.get(person=by)
        report.times_a_week, report.answered_on = told.times_a_week, at.date()
        report.save()

    def _retire(self, at: datetime, _: Person) -> None:
        self._write(state=State.RETIRED, retired_on=at.date(), ownerless_at=None)

    def _write(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.made[0], name, value)
        self.made[0].save()
