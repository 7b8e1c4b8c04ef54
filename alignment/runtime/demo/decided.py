"""Decisions of the demo organisation: taken, too early, voided and taken again."""

import tomllib
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import FOLDER
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Decision, Initiative, Meeting

Approvals = tuple[tuple[str, int], ...]
"""Who, and how many days ago."""


@dataclass(frozen=True)
class EditStory:
    by: str
    days_ago: int
    approved: Approvals
    values: dict[str, Any]


@dataclass(frozen=True)
class DecisionStory:
    initiative: str
    by: str
    days_ago: int
    revisit_in: int
    approved: Approvals
    values: dict[str, Any]
    edited: EditStory | None = None
    meeting: str = ""


def decisions() -> tuple[DecisionStory, ...]:
    found = tomllib.loads((FOLDER / "decisions.toml").read_text(encoding="utf-8"))
    return tuple(_decision(each) for each in found["decisions"])


def _decision(found: dict[str, Any]) -> DecisionStory:
    edited = found.pop("edited", None)
    told = {name: found.pop(name) for name in ("initiative", "by", "days_ago")}
    return DecisionStory(
        **told,
        revisit_in=found.pop("revisit_in"),
        meeting=found.pop("meeting", ""),
        approved=_approvals(found.pop("approved")),
        edited=_edit(edited) if edited else None,
        values=found,
    )


def _edit(found: dict[str, Any]) -> EditStory:
    approved = _approvals(found.pop("approved"))
    return EditStory(found.pop("by"), found.pop("days_ago"), approved, found)


def _approvals(found: list[Any]) -> Approvals:
    return tuple((who, days) for who, days in found)


def plan_decisions(people: People, calendar: Calendar, timeline: Timeline) -> None:
    """Each is written by one, approved by two, and in one case edited after that."""
    for told in decisions():
        Telling(told, people, calendar, timeline).plan()


@dataclass
class Telling:
    """One decision, from its draft on."""

    told: DecisionStory
    people: People
    calendar: Calendar
    timeline: Timeline
    made: list[Decision] = field(default_factory=list)

    def plan(self) -> None:
        told = self.told
        by = self.people[told.by]
        at = self.calendar.at(told.days_ago, 13, 35)
        self.timeline.add(at, by, self._write)
        self._approve(told.approved)
        if told.edited:
            by = self.people[told.edited.by]
            at = self.calendar.at(told.edited.days_ago, 14, 35)
            self.timeline.add(at, by, partial(self._edit, told.edited, by))
            self._approve(told.edited.approved)

    def _write(self) -> None:
        told = self.told
        self.made.append(
            Decision.objects.create(
                initiative=Initiative.objects.get(
                    title=told.initiative, created_by__is_demo=True
                ),
                meeting=Meeting.objects.filter(title=told.meeting).first(),
                revisit_on=self.calendar.workday(-told.revisit_in),
                created_at=self.calendar.at(told.days_ago, 13, 35),
                created_by=self.people[told.by],
                **told.values,
            )
        )

    def _approve(self, approved: Approvals) -> None:
        for who, days_ago in approved:
            person = self.people[who]
            at = self.calendar.at(days_ago, 15, 35)
            self.timeline.add(at, person, partial(self._say_yes, person, days_ago))

    def _say_yes(self, person: Person, days_ago: int) -> None:
        decision = self.made[0]
        decision.approvals.create(
            side=person.side,
            by=person,
            at=self.calendar.at(days_ago, 15, 35),
            content=decision.content,
            digest=decision.digest,
        )

    def _edit(self, edited: EditStory, by: Person) -> None:
        decision = self.made[0]
        for name, value in edited.values.items():
            setattr(decision, name, value)
        decision.edited_at = self.calendar.at(edited.days_ago, 14, 35)
        decision.edited_by = by
        decision.save()
