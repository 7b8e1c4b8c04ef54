"""Who may load what of meetings and time at the floor."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from alignment.keys import key_of
from alignment.people.access import must_edit
from alignment.people.models import Person, Side
from journeys.access.insight import insights_to_see
from journeys.access.must import must
from journeys.models import (
    CalendarFeed,
    FloorTime,
    Meeting,
)
from journeys.models.floor_time import FloorTimeQuerySet
from journeys.models.insight import InsightQuerySet
from journeys.models.meeting import MeetingQuerySet


def meetings_to_see(person: Person, of: str = "all") -> MeetingQuerySet:
    """All, or those somebody is invited to, came to or organises."""
    found = Meeting.objects.all()
    if of == "all":
        return found
    mine = Meeting.objects.filter(attendances__person=person)
    return found.filter(Q(organised_by=person) | Q(pk__in=mine.values("pk")))


def meeting_to_see(person: Person, pk: int) -> Meeting:
    found = Meeting.objects.select_related(
        "series__organised_by", "organised_by", "cancelled_by", "initiative"
    )
    return get_object_or_404(found, pk=pk)


def meeting_to_take_from(person: Person, asked: str) -> Meeting | None:
    """The meeting whose key an address names."""
    return meetings_to_see(person).filter(pk=key_of(asked)).first()


def meeting_to_edit(person: Person, pk: int) -> Meeting:
    must_edit(person)
    return meeting_to_see(person, pk)


def meeting_to_note(person: Person, pk: int) -> Meeting:
    """To write its notes: for everybody but agents who have no part in it."""
    meeting = meeting_to_see(person, pk)
    must(may_note(person, meeting))
    return meeting


def may_note(person: Person, meeting: Meeting) -> bool:
    has_part = meeting.attendances.filter(person=person).exists()
    return person.edits or person == meeting.organised_by or has_part


def must_note(person: Person, meeting: Meeting, of: Person) -> None:
    """Everybody says of themselves if they came; agents of nobody else, unless they
    organise it."""
    must(person == of or person.edits or person == meeting.organised_by)


def insights_told_at(person: Person, meeting: Meeting) -> InsightQuerySet:
    return insights_to_see(person).filter(told_at_meeting__meeting=meeting)


def floor_times_to_see(
    person: Person, of: str = "", visit: str = ""
) -> FloorTimeQuerySet:
    """All, somebody's own, or the one visit that is asked for."""
    found = FloorTime.objects.all()
    if visit.isdecimal() and len(visit) < 19:
        return found.filter(pk=visit)
    return found.filter(person=person) if of == "mine" else found


def may_spend_floor_time(person: Person) -> bool:
    """People of product: who works in ops is there every day."""
    return person.side == Side.PRODUCT


def must_spend_floor_time(person: Person) -> None:
    must(may_spend_floor_time(person))


def feed_to_renew(person: Person) -> CalendarFeed | None:
    """One's own, if there is one."""
    return CalendarFeed.objects.filter(person=person).first()
