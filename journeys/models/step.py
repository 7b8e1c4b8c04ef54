"""A step of a journey, as the customer lives it and as both sides see it."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alignment.people.models import Person, Side
from journeys.models.journey import Journey
from journeys.models.phase import Phase

FEELINGS = {
    -3: "Angry",
    -2: "Frustrated",
    -1: "Uneasy",
    0: "Neutral",
    1: "Hopeful",
    2: "Pleased",
    3: "Delighted",
}


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Step(models.Model):
    """Ordered by its phase's position, then its own. Owners may be missing.

    Migration 0002 holds owners to their sides, and phase and journey together.
    """

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="steps")
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    where = models.CharField("where it happens", max_length=80, blank=True)
    customer_does = models.TextField(max_length=600, blank=True)
    staff_do = models.TextField("what staff do behind it", max_length=600, blank=True)
    systems = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    quote = models.TextField("in their words", max_length=400, blank=True)
    quote_from = models.CharField("where that was said", max_length=80, blank=True)
    feeling = models.SmallIntegerField(
        choices=list(FEELINGS.items()), null=True, blank=True
    )
    is_moment = models.BooleanField("a moment that matters", default=False)
    product_owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ops_owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["phase__position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "position"],
                name="step_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(feeling=None) | Q(feeling__range=(-3, 3)),
                name="step_feeling_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def owner(self, side: str) -> Person | None:
        return self.product_owner if side == Side.PRODUCT else self.ops_owner
