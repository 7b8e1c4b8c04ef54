"""Releases, targets, sources and reasons of the demo organisation."""

from decimal import Decimal
from functools import partial

from django.utils.text import slugify

from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import ReleaseStory, SourceStory, Story, TargetStory
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Journey, Release, Step
from kpis.models import Reason, Source, Target

KNOWN_AHEAD_DAYS = 34


def plan_releases(
    story: Story, people: People, calendar: Calendar, timeline: Timeline
) -> None:
    """A release is listed some weeks before its day, by the person who makes it."""
    for told in story.releases:
        by = people[told.by]
        at = calendar.at(max(told.days_ago + KNOWN_AHEAD_DAYS, 3), 10, 15)
        timeline.add(at, by, partial(_release, told, calendar, by))


def _release(told: ReleaseStory, calendar: Calendar, by: Person) -> None:
    on = calendar.workday(told.days_ago)
    made = Release.objects.create(
        name=told.name,
        slug=slugify(f"{told.name}-{on}"),
        released_on=on,
        summary=told.summary,
        created_at=calendar.at(max(told.days_ago + KNOWN_AHEAD_DAYS, 3), 10, 15),
        created_by=by,
    )
    made.journeys.set(
        Journey.objects.filter(title__in=told.journeys, created_by__is_demo=True)
    )


def make_targets(story: Story, people: People, calendar: Calendar) -> None:
    Target.objects.bulk_create(
        _target(told, people, calendar) for told in story.targets
    )


def _target(told: TargetStory, people: People, calendar: Calendar) -> Target:
    agreed = people.get(told.agreed_by)
    return Target(
        journey=Journey.objects.filter(
            title=told.journey, created_by__is_demo=True
        ).first(),
        metric=told.metric,
        value=Decimal(told.value),
        proposed_by=people[told.proposed_by],
        proposed_at=calendar.at(told.proposed_days_ago, 13, 30),
        agreed_by=agreed,
        agreed_at=calendar.at(told.agreed_days_ago, 9, 50) if agreed else None,
    )


def make_sources(story: Story) -> None:
    """Sources and their reasons, mapped to the steps they belong to."""
    steps = {
        (step.journey.title, step.name): step
        for step in Step.objects.filter(
            journey__created_by__is_demo=True
        ).select_related("journey")
    }
    for told in story.sources:
        _source(told, steps)


def _source(told: SourceStory, steps: dict[tuple[str, str], Step]) -> None:
    made = Source.objects.create(
        name=told.name, slug=told.slug, handling_definition=told.handling
    )
    Reason.objects.bulk_create(
        Reason(
            source=made,
            label=reason.label,
            demand=reason.demand,
            step=steps[reason.step] if reason.step else None,
            journey=steps[reason.step].journey if reason.step else None,
        )
        for reason in told.reasons
    )
