"""A meeting: people of both sides in one room."""

import uuid
from datetime import date, datetime, time, timedelta

import pghistory
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import must_be_unchanged
from journeys.models.gathering import Gathering, Kind, makes_sense
from journeys.models.meeting_rules import linked_when_it_is, took_place_stays
from journeys.models.meeting_series import MeetingSeries


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def standing(self) -> "MeetingQuerySet":
        """Those that were not cancelled."""
        return self.filter(cancelled_at=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Meeting(Gathering):
    """One meeting, alone or of a series.

    `recurs_at` is when the rule of its series gives it, wherever it was moved to since;
    `is_changed` says that it differs from what the series says. `sequence` is raised by
    change that calendars must learn of; the database sets `linked_at`, since when it is
    about its initiative.
    """

    TEXTS = (
        *("title", "kind", "initiative_id", "minutes", "place", "agenda"),
        *("starts_at",),
    )

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    series = models.ForeignKey(
        MeetingSeries,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="meetings",
    )
    recurs_at = models.DateTimeField(null=True, editable=False)
    is_changed = models.BooleanField(default=False, editable=False)
    starts_at = models.DateTimeField()
    notes = models.TextField(max_length=10_000, blank=True)
    linked_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    cancelled_because = models.CharField(max_length=300, blank=True, editable=False)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        triggers = [linked_when_it_is, took_place_stays]
        indexes = [
            models.Index(
                fields=["starts_at", "id"],
                condition=Q(cancelled_at=None),
                name="meeting_by_time",
            ),
            models.Index(fields=["initiative", "starts_at"], name="meeting_of_change"),
        ]
        constraints = [
            makes_sense("meeting_makes_sense"),
            models.UniqueConstraint(
                fields=["series", "recurs_at"],
                name="meeting_of_series_is_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(series=None, recurs_at=None)
                | Q(series__isnull=False, recurs_at__isnull=False),
                name="meeting_recurs_in_a_series",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="meeting_cancelled_by_somebody",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("journeys:meeting-show", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def on(self) -> date:
        """The day it is, in the organisation's time zone."""
        return timezone.localtime(self.starts_at).date()

    @property
    def at(self) -> time:
        """The time it begins, in the organisation's time zone."""
        return timezone.localtime(self.starts_at).time()

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def word(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @transaction.atomic
    def write_notes(self, notes: str, *, seen: int) -> None:
        """Keep what was said. `seen` is the version the writer started from.

        Raises EditedMeanwhile.
        """
        self.lock()
        must_be_unchanged(self, ("notes",), seen)
        self.notes = notes
        self.save(update_fields=["notes"])
        publish("meetings")

    @transaction.atomic
    def cancel(self, *, because: str, by: Person) -> bool:
        """It does not take place; whether it is so only now. Raises TookPlace."""
        self.lock()
        if self.is_cancelled:
            return False
        self.must_lie_ahead("cancelled")
        now = timezone.now()
        self.cancelled_at, self.cancelled_by = now, by
        self.cancelled_because = because
        self.keep("cancelled_at", "cancelled_by", "cancelled_because")
        return True

    def must_lie_ahead(self, what: str) -> None:
        """Raise TookPlace where somebody came to it."""
        if self.attendances.filter(came=True).exists():
            raise TookPlace(f"People came to it, so it is not {what} any more.")

    def must_stand(self) -> None:
        """Raise MeetingCancelled."""
        if self.is_cancelled:
            raise MeetingCancelled("This meeting is cancelled. Arrange another one.")

    def lock(self) -> None:
        """Hold the row until the transaction ends, and read it anew."""
        self.refresh_from_db(from_queryset=Meeting.objects.select_for_update())

    def keep(self, *fields: str) -> None:
        """Save these, as a change that calendars learn of."""
        if self.pk:
            self.sequence += 1
        self.changed_at = timezone.now()
        self.save(update_fields=[*fields, "sequence", "changed_at"])
        publish("meetings")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class MeetingJourney(Meeting.journeys.through):  # type: ignore[misc, name-defined]
    """Which journeys a meeting is about."""

    class Meta:
        proxy = True


class TookPlace(Exception):
    """What people came to is neither moved nor cancelled."""


class MeetingCancelled(Exception):
    """What was cancelled is not changed any more."""
