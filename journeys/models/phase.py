"""A phase: a part of a journey with a name of its own."""

import pghistory
from django.db import models
from django.db.models import FilteredRelation, Q

from journeys.models.journey import Journey


class PhaseQuerySet(models.QuerySet["Phase"]):
    def with_shown_steps(self) -> "PhaseQuerySet":
        """A row for each step that was not removed, as `shown`; one for a phase
        without any. In the order of the map."""
        shown = FilteredRelation("steps", condition=Q(steps__removed_at=None))
        return self.annotate(shown=shown).order_by(
            "journey_id", "position", "shown__position"
        )


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Phase(models.Model):
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="phases")
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    objects = PhaseQuerySet.as_manager()

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
