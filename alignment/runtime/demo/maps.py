"""The journeys of the demo organisation, with everything that happened to them."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

from django.utils.text import slugify

from alignment.people.models import Person, Side
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import HandoverStory, JourneyStory, StepStory, Story
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Handover, Journey, OrphanNotice, Phase, Step


def plan_journeys(
    story: Story, people: People, calendar: Calendar, timeline: Timeline
) -> None:
    for each in story.journeys:
        JourneyPlan(each, people, calendar, timeline).add()


class JourneyPlan:
    """One journey's moments; its row exists once the first of them is played."""

    def __init__(
        self, told: JourneyStory, people: People, calendar: Calendar, timeline: Timeline
    ) -> None:
        self.told, self.people, self.calendar = told, people, calendar
        self.timeline = timeline
        self.journey: Journey

    def add(self) -> None:
        told = self.told
        begun = self.calendar.at(told.created_days_ago, 11)
        self.timeline.add(
            begun, self.people[told.product_owner], partial(self._create, begun)
        )
        self._add_acceptances()
        for number, handover in enumerate(told.handovers):
            self._add_handover(handover, number)
        for side, days_ago in told.confirmed_days_ago.items():
            keeper = self._keeper(side, days_ago)
            at = self.calendar.at(days_ago, 15, 20)
            self.timeline.add(at, keeper, partial(self._confirm, side, keeper, at))

    def _add_acceptances(self) -> None:
        told = self.told
        for side, hour in ((Side.PRODUCT, 11), (Side.OPS, 16)):
            days_ago = told.accepted_days_ago
            if side is Side.PRODUCT and days_ago is None:
                days_ago = told.product_accepted_days_ago
            if days_ago is not None:
                at = self.calendar.at(days_ago, hour, 40)
                person = self._keeper(side, days_ago)
                self.timeline.add(at, person, partial(self._accept, side, at))

    def _add_handover(self, told: HandoverStory, number: int) -> None:
        giver = self._keeper(told.side, told.days_ago + 1)
        receiver = self.people[told.receiver]
        at = self.calendar.at(told.days_ago, 14, 5 + number)
        made: list[Handover] = []
        self.timeline.add(
            at, giver, lambda: made.append(self._propose(told, giver, at))
        )
        if told.answered_days_ago is not None:
            answered = self.calendar.at(told.answered_days_ago, 16, 35)
            self.timeline.add(
                answered, receiver, lambda: self._answer(made[0], told, answered)
            )

    def _keeper(self, side: str, days_ago: int) -> Person:
        """Who owned that side on that day, as the story tells it."""
        key: str = getattr(self.told, f"{side}_owner")
        for handover in self.told.handovers:
            if handover.side == side and handover.answer == "accepted":
                answered = handover.answered_days_ago
                if answered is not None and answered > days_ago:
                    key = handover.receiver
        return self.people[key]

    def _create(self, at: datetime) -> None:
        told = self.told
        owner = self.people[told.product_owner]
        self.journey = Journey.objects.create(
            title=told.title,
            slug=slugify(told.title),
            area=told.area,
            summary=told.summary,
            product_owner=owner,
            ops_owner=self.people[told.ops_owner],
            created_by=owner,
            created_at=at,
        )
        for place, phase in enumerate(told.phases):
            made = Phase.objects.create(
                journey=self.journey, name=phase.name, position=place
            )
            Step.objects.bulk_create(
                self._step(made, number, step)
                for number, step in enumerate(phase.steps)
            )

    def _step(self, phase: Phase, number: int, told: StepStory) -> Step:
        values = asdict(told)
        return Step(
            journey=self.journey,
            phase=phase,
            position=number,
            is_moment=values.pop("moment"),
            quote_from=self.calendar.dated(values.pop("quote_from")),
            product_owner=self.people.get(values.pop("product_owner")),
            ops_owner=self.people.get(values.pop("ops_owner")),
            **values,
        )

    def _accept(self, side: str, at: datetime) -> None:
        journey = self.journey
        setattr(journey, f"{side}_accepted_at", at)
        if journey.product_accepted_at and journey.ops_accepted_at:
            journey.state, journey.live_at = Journey.State.LIVE, at
        self._keep()

    def _keep(self) -> None:
        """As it is told so far; what others began to say about it meanwhile stays."""
        self.journey.refresh_from_db(fields=["thread"])
        self.journey.save()

    def _confirm(self, side: str, by: Person, at: datetime) -> None:
        setattr(self.journey, f"{side}_confirmed_at", at)
        setattr(self.journey, f"{side}_confirmed_by", by)
        self._keep()

    def _propose(self, told: HandoverStory, giver: Person, at: datetime) -> Handover:
        return Handover.objects.create(
            journey=self.journey,
            side=told.side,
            giver=giver,
            receiver=self.people[told.receiver],
            note=self.calendar.dated(told.note),
            proposed_by=giver,
            proposed_at=at,
        )

    def _answer(self, handover: Handover, told: HandoverStory, at: datetime) -> None:
        handover.answer, handover.answer_reason = told.answer, told.answer_reason
        handover.answered_at = at
        handover.save()
        if told.answer == Handover.Answer.ACCEPTED:
            setattr(self.journey, f"{told.side}_owner", handover.receiver)
            setattr(self.journey, f"{told.side}_accepted_at", at)
            self._keep()


def note_orphans() -> None:
    """Mark the mail to leaders as sent: nobody reads the demo people's mail."""
    gone = Journey.objects.filter(created_by__is_demo=True).orphaned()
    OrphanNotice.objects.bulk_create(
        OrphanNotice(
            journey=journey,
            side=side,
            owner=owner,
            deactivated_at=owner.deactivated_at,
            sent_at=owner.deactivated_at,
        )
        for journey in gone
        for side in Side
        if (owner := journey.owner(side)).deactivated_at
    )
