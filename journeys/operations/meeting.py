"""Arranging a meeting, changing it, and saying that it does not take place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import must_be_unchanged
from journeys.models import Attendance, Journey, Meeting
from journeys.models.gathering import WHAT
from journeys.operations.meeting_mail import tell_of_meeting
from journeys.operations.meeting_series import Repeat, begin_series

TOLD_OF = ("title", "starts_at", "minutes", "place", "agenda")
"""A change of these is one that calendars show."""


@dataclass(frozen=True)
class Plan:
    """What a form says of a meeting: `values` by WHAT and `starts_at`."""

    values: dict[str, Any]
    journeys: tuple[Journey, ...] = ()
    people: tuple[Person, ...] = ()
    repeat: Repeat | None = None


@transaction.atomic
def arrange_meeting(*, plan: Plan, by: Person) -> Meeting:
    """Keep a meeting, or a series of them, and invite its people; the first of them."""
    if plan.repeat:
        return begin_series(
            values=plan.values,
            journeys=plan.journeys,
            people=plan.people,
            repeat=plan.repeat,
            by=by,
        )
    made = Meeting(**plan.values, organised_by=by, created_by=by)
    made.save(force_insert=True)
    made.journeys.set(plan.journeys)
    invite(made, plan.people)
    publish("meetings")
    tell_of_meeting(made, "invited", plan.people, by=by)
    return made


@transaction.atomic
def change_meeting(*, meeting: Meeting, plan: Plan, seen: int, by: Person) -> None:
    """Change this one alone, also of a series. `seen` is what the writer started from.

    Raises MeetingCancelled, EditedMeanwhile, TookPlace.
    """
    meeting.lock()
    meeting.must_stand()
    must_be_unchanged(meeting, Meeting.TEXTS, seen)
    if plan.values["starts_at"] != meeting.starts_at:
        meeting.must_lie_ahead("moved")
    before = {name: getattr(meeting, name) for name in TOLD_OF}
    for name in (*WHAT, "starts_at"):
        setattr(meeting, name, plan.values[name])
    meeting.journeys.set(plan.journeys)
    added, stayed, removed = invite(meeting, plan.people)
    differs = any(before[name] != plan.values[name] for name in TOLD_OF)
    meeting.is_changed = meeting.series_id is not None
    meeting.keep(*WHAT, "starts_at", "is_changed")
    publish("initiatives")
    tell_of_meeting(meeting, "invited", added, by=by)
    tell_of_meeting(meeting, "uninvited", removed, by=by)
    if differs:
        tell_of_meeting(meeting, "changed", stayed, by=by)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, because: str, by: Person) -> None:
    """This one does not take place. Safe to repeat. Raises TookPlace."""
    if meeting.cancel(because=because, by=by):
        invited = meeting.attendances.filter(is_invited=True).select_related("person")
        told = [each.person for each in invited]
        tell_of_meeting(meeting, "cancelled", told, by=by)


def invite(
    meeting: Meeting, people: Iterable[Person]
) -> tuple[list[Person], list[Person], list[Person]]:
    """Have these and no others invited: who is new, who stays, who is not any more.

    Of who is not, it is kept if they came.
    """
    wanted = {person.pk: person for person in people}
    rows = list(meeting.attendances.select_related("person"))
    there = {row.person_id for row in rows if row.is_invited}
    known = {row.person_id for row in rows}
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person)
        for pk, person in wanted.items()
        if pk not in known
    )
    again = [row.pk for row in rows if not row.is_invited and row.person_id in wanted]
    meeting.attendances.filter(pk__in=again).update(is_invited=True)
    gone = [row for row in rows if row.is_invited and row.person_id not in wanted]
    keys = meeting.attendances.filter(pk__in=[row.pk for row in gone])
    keys.filter(came=None).delete()
    keys.update(is_invited=False)
    return (
        [person for pk, person in wanted.items() if pk not in there],
        [person for pk, person in wanted.items() if pk in there],
        [row.person for row in gone],
    )
