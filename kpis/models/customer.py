"""Customers, known only by a keyed hash, and when they were active on a journey."""

from django.db import models
from django.db.models import F, Q

from journeys.models import Journey


class Customer(models.Model):
    """`key` is the HMAC-SHA256 of the id under CUSTOMER_SECRET, 32 bytes."""

    key = models.BinaryField(max_length=32, unique=True)

    def __str__(self) -> str:
        return bytes(self.key).hex()[:8]


class Activity(models.Model):
    """A line of a customer list: active on a journey from a day until a day.

    `active_until` is the day it ended (the first day no longer active), or null.
    For one (customer, journey, active_from) the line of the newest import counts.
    """

    customer = models.ForeignKey(Customer, models.CASCADE, db_index=False)
    journey = models.ForeignKey(Journey, models.CASCADE, db_index=False)
    active_from = models.DateField()
    active_until = models.DateField(null=True)
    contact_import = models.ForeignKey(
        "kpis.ContactImport", models.CASCADE, db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "journey", "active_from", "contact_import"],
                name="activity_is_unique_in_its_import",
            ),
            models.CheckConstraint(
                condition=Q(active_until=None) | Q(active_until__gt=F("active_from")),
                name="activity_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["contact_import"], name="activity_import"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} on {self.journey}"
