"""What waits to be worked out again, and how fresh the numbers are."""

from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class DirtyDay(models.Model):
    """A day whose rollups no longer match its contacts.

    Written in the transaction that changed the contacts. A day may stand here more
    than once; the refresh takes them all.
    """

    day = models.DateField()

    def __str__(self) -> str:
        return str(self.day)


class DirtyCustomer(models.Model):
    """A customer whose contacts or activity changed. May stand here more than once."""

    customer_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.customer_id)


class DirtyReason(models.Model):
    """A reason now mapped elsewhere, or one of a source that got its customer list.

    Triggers write it (migrations 0004 and 0005), so that no way of changing either
    can be forgotten. The refresh works out all customers who named the reason.
    """

    reason_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.reason_id)


class Freshness(models.Model):
    """One row, id 1. `version` goes up with every refresh; caches hang on it.

    `time_zone`, `repeat_days` and `day` are those that the numbers were made with;
    where the installation's differ, the next refresh mends that.
    """

    version = models.BigIntegerField(default=0)
    refreshed_at = models.DateTimeField(default=timezone.now)
    problem = models.TextField(blank=True)
    """Why the last refresh failed, in words; empty after one that worked."""
    rebuild = models.BooleanField(default=False)
    """Ask the next refresh to rebuild everything from contacts."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """Failures in a row; after TRIES the sweep waits for somebody to ask again."""
    time_zone = models.CharField(max_length=60, blank=True)
    repeat_days = models.PositiveSmallIntegerField(null=True)
    day = models.DateField(null=True)

    TRIES: ClassVar[int] = 3

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="freshness_is_one")
        ]

    def __str__(self) -> str:
        return f"version {self.version}"

    @classmethod
    def current(cls) -> "Freshness":
        """The row; made at first use."""
        return cls.objects.get_or_create(pk=1)[0]

    @property
    def is_set_aside(self) -> bool:
        return self.attempts >= self.TRIES

    def fits(self, repeat_days: int) -> bool:
        """Whether the numbers were made with the settings of today.

        Numbers not made yet fit: an empty installation has nothing to mend.
        """
        return (self.time_zone, self.repeat_days) in {
            ("", None),
            (settings.TIME_ZONE, repeat_days),
        }

    @classmethod
    @transaction.atomic
    def retry(cls) -> None:
        """Let the sweep try again what was set aside. Safe to repeat."""
        cls.objects.filter(pk=1).update(attempts=0)
