"""A contact reason as its source names it, and the step it belongs to."""

import pghistory
from django.db import models
from django.db.models import Q

from journeys.models import Journey, Step
from kpis.models.source import Source


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Reason(models.Model):
    """Unmapped reasons are counted and shown as such, never dropped.

    An empty label stands for contacts without a reason. Migration 0002 holds
    step and journey together.
    """

    class Demand(models.TextChoices):
        UNKNOWN = "", "Not said yet"
        VALUE = "value", "Value demand"
        FAILURE = "failure", "Failure demand"

    source = models.ForeignKey(Source, models.CASCADE, related_name="reasons")
    label = models.CharField(max_length=200, blank=True)
    journey = models.ForeignKey(
        Journey, models.SET_NULL, null=True, blank=True, related_name="reasons"
    )
    step = models.ForeignKey(
        Step, models.SET_NULL, null=True, blank=True, related_name="reasons"
    )
    demand = models.CharField(max_length=7, choices=Demand, blank=True, default="")

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "label"], name="reason_is_unique_in_its_source"
            ),
            models.CheckConstraint(
                condition=Q(step=None) | Q(journey__isnull=False),
                name="reason_with_a_step_has_a_journey",
            ),
        ]

    def __str__(self) -> str:
        return self.label or "No reason given"

    @property
    def place(self) -> str:
        """Where it belongs, as the lists of journeys and steps name it."""
        if self.step_id:
            return f"s{self.step_id}"
        return f"j{self.journey_id}" if self.journey_id else ""
