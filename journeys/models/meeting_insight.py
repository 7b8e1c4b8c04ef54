"""Which insight was told at which meeting."""

import pghistory
from django.db import models

from journeys.models.insight import Insight
from journeys.models.meeting import Meeting


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class MeetingInsight(models.Model):
    """An insight is told at one meeting at most."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="told")
    insight = models.OneToOneField(
        Insight, models.CASCADE, related_name="told_at_meeting"
    )

    def __str__(self) -> str:
        return f"{self.insight} at {self.meeting}"
