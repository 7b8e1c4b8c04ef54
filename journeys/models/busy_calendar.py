"""When a person is busy elsewhere: from and until, and nothing of what they do."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alignment.people.models import Person


class BusyCalendar(models.Model):
    """Where somebody's busy times come from: a file they sent, or an address.

    Such an address lets in whoever knows it. `sealed_address` is encrypted under a key
    that is not in the database, and empty for a file. `due_at` is when it is read next.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="busy_calendar")
    said = models.CharField(max_length=200)
    sealed_address = models.BinaryField(default=bytes, editable=False)
    read_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, db_index=True)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"Busy times of {self.person}"

    def replace(self, found: list[tuple[datetime, datetime]]) -> None:
        """Keep these intervals for those there were. Within a transaction."""
        self.times.all().delete()
        BusyTime.objects.bulk_create(
            BusyTime(calendar=self, starts_at=first, ends_at=last)
            for first, last in found
        )


class BusyTime(models.Model):
    """One interval, the end not in it."""

    calendar = models.ForeignKey(BusyCalendar, models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        indexes = [
            models.Index(fields=["calendar", "starts_at"], name="busy_time_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="busy_time_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
