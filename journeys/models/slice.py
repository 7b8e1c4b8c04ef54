"""The slice: the first rows of a long list that can be tested with customers."""

import pghistory
from django.db import models
from django.utils import timezone

from alignment.people.models import Person
from journeys.models.requirement import Requirement


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class SliceRow(models.Model):
    """A requirement that is in the slice of its initiative, at its place there."""

    requirement = models.OneToOneField(
        Requirement, models.CASCADE, related_name="in_slice"
    )
    place = models.PositiveIntegerField()
    put_at = models.DateTimeField(default=timezone.now)
    put_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return f"{self.place}. {self.requirement}"
