"""Actions of the demo organisation."""

from datetime import datetime
from functools import partial

from alignment.actions.models import Action
from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import ActionStory, Story
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Journey


def plan_actions(
    story: Story, people: People, calendar: Calendar, timeline: Timeline
) -> None:
    """Written down by one, kept or moved by the other."""
    for told in story.actions:
        by, owner = people[told.by], people[told.owner]
        at = calendar.at(told.days_ago, 11, 20)
        timeline.add(at, by, partial(_written_down, told, calendar, by, owner, at))
        if told.first_due_in is not None:
            moved = calendar.at(max(1 - told.first_due_in, 0), 16, 5)
            timeline.add(moved, owner, partial(_moved, told, calendar))
        if told.done_days_ago is not None:
            closed = calendar.at(told.done_days_ago, 15, 40)
            timeline.add(closed, owner, partial(_closed, told, owner, closed))


def _written_down(
    told: ActionStory, calendar: Calendar, by: Person, owner: Person, at: datetime
) -> None:
    journey = Journey.objects.get(title=told.journey, created_by__is_demo=True)
    first = told.due_in if told.first_due_in is None else told.first_due_in
    Action.objects.create(
        title=told.title,
        effect=told.effect,
        owner=owner,
        due_on=calendar.workday(-first),
        first_due_on=calendar.workday(-first),
        source_words=journey.title,
        source_url=journey.get_absolute_url(),
        created_at=at,
        created_by=by,
    )


def _of(told: ActionStory) -> Action:
    return Action.objects.get(title=told.title, created_by__is_demo=True)


def _moved(told: ActionStory, calendar: Calendar) -> None:
    action = _of(told)
    action.due_on, action.carried = calendar.workday(-told.due_in), 1
    action.save(update_fields=["due_on", "carried"])


def _closed(told: ActionStory, owner: Person, at: datetime) -> None:
    action = _of(told)
    action.outcome = Action.Outcome.DROPPED if told.dropped else Action.Outcome.DONE
    action.outcome_words, action.closed_at, action.closed_by = told.words, at, owner
    action.save()
