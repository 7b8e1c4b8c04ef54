"""What waits to be worked out again, and how fresh the numbers are."""

from django.db import models
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


class Freshness(models.Model):
    """One row, id 1. `version` goes up with every refresh; caches hang on it."""

    version = models.BigIntegerField(default=0)
    refreshed_at = models.DateTimeField(default=timezone.now)
    problem = models.TextField(blank=True)
    """Why the last refresh failed, in words; empty after one that worked."""
    rebuild = models.BooleanField(default=False)
    """Ask the next refresh to rebuild everything from contacts."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="freshness_is_one")
        ]

    def __str__(self) -> str:
        return f"version {self.version}"
