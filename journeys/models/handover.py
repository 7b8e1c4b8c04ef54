"""A handover: one owner proposes another of their side; the receiver answers."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alignment.people.models import Person, Side
from journeys.models.journey import Journey


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Handover(models.Model):
    """Until it is accepted the giver still owns. One open one a side and journey."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="handovers")
    side = models.CharField(max_length=7, choices=Side)
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    note = models.TextField("what they should know", max_length=1000, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    answer = models.CharField(max_length=9, choices=Answer, blank=True, default="")
    answer_reason = models.TextField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "side"],
                condition=Q(answer=""),
                name="handover_open_is_one_a_side",
            ),
            models.CheckConstraint(
                condition=~Q(giver=models.F("receiver")),
                name="handover_is_between_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(answer_reason=""),
                name="handover_decline_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journey}: {self.giver} to {self.receiver}"
