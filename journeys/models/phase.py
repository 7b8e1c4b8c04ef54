"""A phase: a part of a journey with a name of its own."""

import pghistory
from django.db import models

from journeys.models.journey import Journey


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Phase(models.Model):
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="phases")
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "position"],
                name="phase_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.name
