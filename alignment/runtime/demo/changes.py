"""Initiatives of the demo organisation, with their kickoffs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.utils.text import slugify

from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import AskedStory, InitiativeStory, Story
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Initiative, Journey, Kickoff, SponsorAnswer, Step

Answer = SponsorAnswer.Answer


def plan_initiatives(
    story: Story, people: People, calendar: Calendar, timeline: Timeline
) -> None:
    """Each begins as an idea, and goes on as far as the story tells."""
    for told in story.initiatives:
        Telling(told, people, calendar, timeline).plan()


@dataclass
class Telling:
    """One initiative, from its idea on."""

    told: InitiativeStory
    people: People
    calendar: Calendar
    timeline: Timeline
    made: list[Kickoff] = field(default_factory=list)

    @property
    def kickoff(self) -> Kickoff:
        return self.made[0]

    def plan(self) -> None:
        told, lead = self.told, self.people[self.told.lead]
        self._add(told.days_ago, 9, lead, self._begin)
        self._add(told.days_ago, 9, lead, self._answer)
        for asked in told.asked:
            sponsor = self.people[asked.sponsor]
            ask = partial(self._ask, asked, sponsor, lead)
            self._add(asked.days_ago, 10, lead, ask)
            if asked.answered_days_ago is not None:
                reply = partial(self._reply, asked, sponsor)
                self._add(asked.answered_days_ago, 12, sponsor, reply)
        if told.scheduled_days_ago is not None:
            self._add(told.scheduled_days_ago, 15, lead, self._schedule)
        if told.held_in is not None and told.held_in < 0:
            self._add(-told.held_in, 16, lead, partial(self._hold, lead))
        for stage, days_ago in told.stages:
            self._add(days_ago, 17, lead, partial(self._move, stage, days_ago))

    def _add(
        self, days_ago: int, hour: int, by: Person, do: Callable[[], object]
    ) -> None:
        self.timeline.add(self.calendar.at(days_ago, hour, 25), by, do)

    def _begin(self) -> None:
        told, lead = self.told, self.people[self.told.lead]
        at = self.calendar.at(told.days_ago, 9, 25)
        made = Initiative.objects.create(
            title=told.title,
            slug=slugify(told.title),
            summary=told.summary,
            lead=lead,
            stage_at=at,
            created_at=at,
            created_by=lead,
        )
        journeys = Journey.objects.filter(
            title__in=told.journeys, created_by__is_demo=True
        )
        steps = Step.objects.filter(journey__in=journeys, name__in=told.steps)
        made.touch(journeys, steps.select_related("journey"))
        self.made.append(Kickoff.objects.create(initiative=made))

    def _answer(self) -> None:
        if self.told.held_in is not None:
            self.kickoff.held_on = self.calendar.workday(-self.told.held_in)
        self.kickoff.write(**self.told.answers)
        self.kickoff.people.set(self.people[key] for key in self.told.people)

    def _ask(self, asked: AskedStory, sponsor: Person, lead: Person) -> None:
        at = self.calendar.at(asked.days_ago, 10, 25)
        self.kickoff.answers.create(sponsor=sponsor, asked_by=lead, asked_at=at)
        self.kickoff.write(
            sponsor=sponsor, sponsor_asked_at=at, sponsor_accepted_at=None
        )

    def _reply(self, asked: AskedStory, sponsor: Person) -> None:
        at = self.calendar.at(asked.answered_days_ago or 0, 12, 25)
        answers = self.kickoff.answers.filter(ended_at=None)
        if asked.reason:
            self.kickoff.write(sponsor=None, sponsor_asked_at=None)
            answers.update(
                answer=Answer.DECLINED,
                reason=asked.reason,
                answered_at=at,
                ended_at=at,
            )
        else:
            answers.update(answer=Answer.ACCEPTED, answered_at=at)
            deputy = self.people.get(self.told.deputy)
            self.kickoff.write(sponsor_accepted_at=at, deputy=deputy)

    def _schedule(self) -> None:
        self.kickoff.write(state=Kickoff.State.SCHEDULED)

    def _hold(self, lead: Person) -> None:
        days_ago = -(self.told.held_in or 0)
        at = self.calendar.at(days_ago, 16, 25)
        self.kickoff.write(state=Kickoff.State.HELD, closed_at=at, closed_by=lead)
        self._move(Initiative.Stage.DISCOVERY, days_ago)

    def _move(self, stage: str, days_ago: int) -> None:
        initiative = self.kickoff.initiative
        initiative.stage = stage
        initiative.stage_at = self.calendar.at(days_ago, 17, 25)
        initiative.save(update_fields=["stage", "stage_at"])
