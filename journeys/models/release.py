"""A release: a day on which something about one or more journeys changed."""

import pghistory
from django.db import models
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Person
from journeys.models.journey import Journey


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Release(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    released_on = models.DateField("day")
    summary = models.TextField(
        "what changes for customers", max_length=1000, blank=True
    )
    journeys = models.ManyToManyField(Journey, related_name="releases", blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-released_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "released_on"], name="release_name_is_unique_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("journeys:release-show", args=[self.slug])


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class ReleaseJourney(Release.journeys.through):  # type: ignore[misc, name-defined]
    """Which journeys a release touched, remembered after it is removed."""

    class Meta:
        proxy = True
