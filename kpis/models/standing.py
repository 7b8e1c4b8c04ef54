"""Who was active, and who was silent, kept so that a change costs what it changes.

A scope is (journey_id, step_id): (0, 0) is the whole company, (j, 0) a journey,
(j, s) one step of it. Zero stands for "all" so that the pair can be a key.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Footprint(models.Model):
    """What one customer adds to the standing of every scope. Derived: can be rebuilt.

    Each mark is one change on one day in one scope; `kpis.operations.marks` says how
    it is packed. The sums of all customers' marks are the rows of StandingDelta.
    """

    customer_id = models.BigIntegerField(primary_key=True)
    marks = ArrayField(models.BigIntegerField())

    def __str__(self) -> str:
        return f"customer {self.customer_id}"


class StandingDelta(models.Model):
    """How three counts of a scope change on a day. Derived: can be rebuilt.

    Running sums up to day D give: customers active on D; customers active through
    the 90 days up to D and on to D + 1 (the base); and those of the base with no
    inbound contact in these 90 days (silent). Steps have their journey's active and
    base, so theirs stay zero, and their silent is a negative number: those of the
    base who did contact about the step. Silent there is base + silent.
    """

    journey_id = models.BigIntegerField()
    step_id = models.BigIntegerField()
    day = models.DateField()
    active = models.BigIntegerField(default=0)
    base = models.BigIntegerField(default=0)
    silent = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["journey_id", "step_id", "day"],
                name="standing_delta_is_unique",
            )
        ]

    def __str__(self) -> str:
        return str(self.day)
