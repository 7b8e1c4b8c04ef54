"""The mail to leaders about a journey whose owner is gone, posted once."""

from django.db import models

from alignment.people.models import Person, Side
from journeys.models.journey import Journey


class OrphanNotice(models.Model):
    """One a journey, side and departure. `sent_at`: when its letter was posted."""

    journey = models.ForeignKey(Journey, models.CASCADE)
    side = models.CharField(max_length=7, choices=Side)
    owner = models.ForeignKey(Person, models.CASCADE)
    deactivated_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "side", "owner", "deactivated_at"],
                name="orphan_notice_is_sent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.journey} without {self.owner}"
