"""What advisers of the demo organisation heard, and what became of it."""

import tomllib
import uuid
from dataclasses import dataclass
from functools import partial
from typing import Any

from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import FOLDER
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Initiative, Insight, InsightAnswer, Journey, Step

KEYS = uuid.UUID("5a0c8f0e-3f0f-5b1e-9d0e-5d0c1c7b9a11")
"""Where the keys of these insights come from: a second load makes the same."""


@dataclass(frozen=True)
class AnswerStory:
    by: str
    days_ago: int
    words: str


@dataclass(frozen=True)
class InsightStory:
    said: str
    by: str
    days_ago: int
    journey: str
    step: str
    severity: int
    wants_mail: bool = False
    initiative: str = ""
    linked_days_ago: int = 0
    answers: tuple[AnswerStory, ...] = ()

    @property
    def key(self) -> uuid.UUID:
        return uuid.uuid5(KEYS, self.said)


def insights_told() -> tuple[InsightStory, ...]:
    text = (FOLDER / "insights.toml").read_text(encoding="utf-8")
    return tuple(_insight(each) for each in tomllib.loads(text)["insights"])


def _insight(found: dict[str, Any]) -> InsightStory:
    answers = tuple(AnswerStory(**each) for each in found.pop("answers", ()))
    return InsightStory(**found, answers=answers)


def plan_insights(people: People, calendar: Calendar, timeline: Timeline) -> None:
    """Told by advisers, answered and linked by those who read them; nobody is mailed
    about what was answered before the organisation came to be."""
    for told in insights_told():
        by = people[told.by]
        at = calendar.at(told.days_ago, 13, 35)
        timeline.add(at, by, partial(_told, told, calendar, by))
        for answer in told.answers:
            one = people[answer.by]
            at = calendar.at(answer.days_ago, 14, 50)
            timeline.add(at, one, partial(_answered, told, answer, calendar, one))
        if told.initiative:
            reader = people[told.answers[0].by] if told.answers else by
            at = calendar.at(told.linked_days_ago, 15, 5)
            timeline.add(at, reader, partial(_linked, told, calendar))


def _told(told: InsightStory, calendar: Calendar, by: Person) -> None:
    journey = Journey.objects.get(title=told.journey, created_by__is_demo=True)
    Insight.objects.create(
        key=told.key,
        said=told.said,
        journey=journey,
        step=Step.objects.get(journey=journey, name=told.step),
        severity=told.severity,
        told_by=by,
        told_at=calendar.at(told.days_ago, 13, 35),
        wants_mail=told.wants_mail,
    )


def _answered(
    told: InsightStory, answer: AnswerStory, calendar: Calendar, by: Person
) -> None:
    at = calendar.at(answer.days_ago, 14, 50)
    insight = Insight.objects.get(key=told.key)
    InsightAnswer.objects.create(insight=insight, words=answer.words, by=by, at=at)
    if insight.answered_at is None:
        insight.answered_at = at
        insight.save(update_fields=["answered_at"])


def _linked(told: InsightStory, calendar: Calendar) -> None:
    insight = Insight.objects.get(key=told.key)
    insight.initiative = Initiative.objects.get(
        title=told.initiative, created_by__is_demo=True
    )
    insight.linked_at = calendar.at(told.linked_days_ago, 15, 5)
    insight.save(update_fields=["initiative", "linked_at"])
