"""Meetings of the demo organisation, and the time people of product spent in ops."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone

from alignment.actions.models import Action
from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import FOLDER
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Initiative, Journey, Meeting, MeetingSeries
from journeys.models.floor_time import FloorTime
from journeys.operations.floor_time import record_floor_time
from journeys.operations.meeting_series import extend

HOURS = (10, 11, 14, 15)
BEFORE = 2
"""So many days before it a meeting is arranged."""


@dataclass(frozen=True)
class MeetingStory:
    """`came` is None where nobody has said yet who came."""

    title: str
    kind: str
    by: str
    days_ago: int
    invited: list[str]
    journeys: list[str]
    came: list[str] | None = None
    initiative: str = ""
    minutes: int = 30
    place: str = ""
    agenda: str = ""
    notes: str = ""


@dataclass(frozen=True)
class SeriesStory:
    """`came` goes round: who came to the first, to the second, and so on."""

    title: str
    kind: str
    by: str
    days_ago: int
    repeat: str
    hour: int
    minutes: int
    journeys: list[str]
    invited: list[str]
    came: list[list[str]]
    place: str = ""


@dataclass(frozen=True)
class FloorStory:
    """`due_in` counts days from today."""

    who: str
    days_ago: int
    where: str
    minutes: int
    journey: str
    learnings: list[str]
    action: str
    due_in: int


def plan_meetings(people: People, calendar: Calendar, timeline: Timeline) -> None:
    """Each is arranged by one, and noted by them afterwards."""
    told = tomllib.loads((FOLDER / "meetings.toml").read_text(encoding="utf-8"))
    room = Room(people, calendar, timeline)
    for number, each in enumerate(told["meetings"]):
        room.plan(MeetingStory(**each), HOURS[number % len(HOURS)])
    for each in told["series"]:
        room.plan_series(SeriesStory(**each))
    for each in told["floor"]:
        room.plan_visit(FloorStory(**each))


@dataclass
class Room:
    people: People
    calendar: Calendar
    timeline: Timeline

    def plan(self, told: MeetingStory, hour: int) -> None:
        by = self.people[told.by]
        made: list[Meeting] = []
        at = self.calendar.at(max(told.days_ago, 0) + BEFORE, 11, 10)
        self.timeline.add(at, by, partial(self._arrange, told, hour, at, made))
        if told.came is not None:
            came = [self.people[key] for key in told.came]
            over = self.calendar.at(told.days_ago, hour + 2, 15)
            self.timeline.add(
                over, by, lambda: self._note(made[0], came, by, over, told.notes)
            )

    def plan_series(self, told: SeriesStory) -> None:
        by, series = self.people[told.by], self._series(told)
        at = self.calendar.at(told.days_ago + BEFORE, 8, 40)
        self.timeline.add(at, by, partial(self._begin, told, series))
        for number, moment in enumerate(series.moments(None, self.calendar.today)):
            over = moment + timedelta(minutes=told.minutes)
            if over <= self.calendar.now:
                keys = told.came[number % len(told.came)]
                note = partial(self._note_of_series, series, moment, keys, over)
                self.timeline.add(over, by, note)

    def plan_visit(self, told: FloorStory) -> None:
        at = self.calendar.at(told.days_ago, 16, 50)
        person = self.people[told.who]
        self.timeline.add(at, person, partial(self._visit, told, person, at))

    def _arrange(
        self, told: MeetingStory, hour: int, at: datetime, made: list[Meeting]
    ) -> None:
        by = self.people[told.by]
        meeting = Meeting.objects.create(
            title=told.title,
            kind=told.kind,
            initiative=_initiative(told.initiative),
            starts_at=_moment(self.calendar, told.days_ago, hour),
            minutes=told.minutes,
            place=told.place,
            agenda=told.agenda,
            organised_by=by,
            created_by=by,
            created_at=at,
            changed_at=at,
        )
        meeting.journeys.set(_journeys(told.journeys))
        for key in told.invited:
            meeting.attendances.create(person=self.people[key])
        made.append(meeting)

    def _note(
        self, meeting: Meeting, came: list[Person], by: Person, at: datetime, notes: str
    ) -> None:
        """Only of what has begun: a story may be told on a day to come."""
        if meeting.starts_at > timezone.now():
            return
        for row in meeting.attendances.select_related("person"):
            row.came, row.noted_at, row.noted_by = row.person in came, at, by
            row.save()
        if notes:
            meeting.notes = notes
            meeting.save(update_fields=["notes"])

    def _series(self, told: SeriesStory) -> MeetingSeries:
        first = self.calendar.workday(told.days_ago)
        return MeetingSeries(
            title=told.title,
            kind=told.kind,
            repeat=told.repeat,
            starts_on=first,
            starts_time=time(told.hour),
            zone=settings.TIME_ZONE,
            made_until_on=first - timedelta(days=1),
            minutes=told.minutes,
            place=told.place,
            organised_by=self.people[told.by],
        )

    def _begin(self, told: SeriesStory, series: MeetingSeries) -> None:
        series.save(force_insert=True)
        series.journeys.set(_journeys(told.journeys))
        series.people.set(self.people[key] for key in told.invited)
        extend(series)

    def _note_of_series(
        self, series: MeetingSeries, moment: datetime, keys: list[str], at: datetime
    ) -> None:
        meeting = series.meetings.get(recurs_at=moment)
        came = [self.people[key] for key in keys]
        self._note(meeting, came, series.organised_by, at, "")

    def _visit(self, told: FloorStory, person: Person, at: datetime) -> None:
        first, second, third = told.learnings
        action = Action(
            title=told.action,
            owner=person,
            due_on=self.calendar.workday(-told.due_in),
            created_at=at,
        )
        draft = FloorTime(
            spent_on=timezone.localdate(at),
            minutes=told.minutes,
            where=told.where,
            journey=_journeys([told.journey])[0],
            first_learning=first,
            second_learning=second,
            third_learning=third,
            created_at=at,
        )
        record_floor_time(draft=draft, action=action, by=person)


def _moment(calendar: Calendar, days_ago: int, hour: int) -> datetime:
    day = calendar.workday(days_ago)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _initiative(title: str) -> Initiative | None:
    if not title:
        return None
    return Initiative.objects.get(title=title, created_by__is_demo=True)


def _journeys(titles: list[str]) -> list[Journey]:
    return list(Journey.objects.filter(title__in=titles, created_by__is_demo=True))
