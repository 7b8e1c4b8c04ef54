"""Who is invited to a meeting, and who came."""

import pghistory
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person, Side
from journeys.models.meeting import Meeting, MeetingCancelled
from journeys.models.meeting_rules import came_after_it_began


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Attendance(models.Model):
    """`came` is unknown until somebody says so. People may come without being invited.

    `side` is that of the person when it was noted; the database sets it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    side = models.CharField(max_length=7, choices=Side, editable=False)
    is_invited = models.BooleanField(default=True)
    came = models.BooleanField(null=True)
    noted_at = models.DateTimeField(null=True, editable=False)
    noted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        triggers = [came_after_it_began]
        indexes = [
            models.Index(
                fields=["meeting", "side"],
                condition=Q(came=True),
                name="attendance_of_those_who_came",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="attendance_is_once"
            ),
            models.CheckConstraint(
                condition=Q(came=None, noted_at=None, noted_by=None)
                | Q(came__isnull=False, noted_at__isnull=False, noted_by__isnull=False),
                name="attendance_is_noted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.meeting}"


@transaction.atomic
def note_attendance(
    meeting: Meeting, person: Person, *, came: bool, by: Person
) -> None:
    """Say that somebody came, or did not. Safe to repeat.

    Raises MeetingCancelled, NotBegun.
    """
    meeting.lock()
    if meeting.is_cancelled:
        raise MeetingCancelled("This meeting is cancelled: nobody can have come.")
    if not meeting.has_begun:
        begins = timezone.localtime(meeting.starts_at)
        raise NotBegun(
            f"It begins on {begins:%-d %B at %H:%M}. Say afterwards who came."
        )
    found, is_new = Attendance.objects.get_or_create(
        meeting=meeting,
        person=person,
        defaults={
            "is_invited": False,
            "came": came,
            "noted_at": timezone.now(),
            "noted_by": by,
        },
    )
    if not is_new and found.came != came:
        found.came, found.noted_at, found.noted_by = came, timezone.now(), by
        found.save(update_fields=["came", "noted_at", "noted_by"])
    publish("meetings")
    if meeting.initiative_id:
        publish("initiatives")


class NotBegun(Exception):
    """Nobody came to what has not begun."""
