"""A release: a day on which something about one or more journeys changed."""

from collections.abc import Iterable
from typing import Any

import pghistory
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import events_of, must_be_unchanged
from journeys.models.journey import Journey
from journeys.models.workaround_rules import fix_keeps_its_journey


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Release(models.Model):
    """What it changes for customers, and when; it may touch several journeys."""

    TEXTS = ("name", "released_on", "summary")

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
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

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

    @transaction.atomic
    def rewrite(self, *, seen: int, journeys: Iterable[Journey], **texts: Any) -> None:
        """Change it. `seen` is the version started from.

        Raises EditedMeanwhile, ReleaseIsGone where somebody has removed it, and
        ReleaseIsNeeded where it leaves a journey whose workaround it is to end.
        """
        try:
            self.refresh_from_db(from_queryset=Release.objects.select_for_update())
        except Release.DoesNotExist:
            raise ReleaseIsGone(
                "Somebody removed this release while you were writing. Copy your words"
                " and add it anew, or ask for it to be brought back."
            ) from None
        must_be_unchanged(self, self.TEXTS, seen)
        journeys = list(journeys)
        waiting = self.workarounds.filter(state="planned")
        self._must_not_be_needed(waiting.exclude(step__journey__in=journeys))
        for name, value in texts.items():
            setattr(self, name, value)
        self.save()
        self.journeys.set(journeys)
        tell_of_releases()

    @transaction.atomic
    def remove(self) -> int:
        """Take it away; returns the number under which it can be brought back.

        Raises ReleaseIsNeeded where it ends a workaround, or is meant to.
        """
        self.lock()
        self._must_not_be_needed(self.workarounds.all())
        events = events_of(self)
        self.delete()
        tell_of_releases()
        return int(events.last().pgh_id)

    def lock(self) -> bool:
        """Hold it until the transaction ends; False where somebody has removed it."""
        held = Release.objects.select_for_update().filter(pk=self.pk)
        return held.first() is not None

    def _must_not_be_needed(self, workarounds: "models.QuerySet[Any]") -> None:
        if found := workarounds.first():
            raise ReleaseIsNeeded(
                f"It is the fix of a workaround, “{found}”. Name another release there,"
                " or open it again, first."
            )


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class ReleaseJourney(Release.journeys.through):  # type: ignore[misc, name-defined]
    """Which journeys a release touched, remembered after it is removed."""

    class Meta:
        proxy = True
        triggers = [fix_keeps_its_journey]


def tell_of_releases() -> None:
    """Releases changed, and with them which maps are stale."""
    publish("releases")
    publish("journeys")


class ReleaseIsGone(Exception):
    """It was removed meanwhile."""


class ReleaseIsNeeded(Exception):
    """A workaround ends, or ended, with it."""
