"""A step of a journey, as the customer lives it and as both sides see it."""

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person, Side
from alignment.versions import must_be_unchanged
from journeys.models.journey import Journey, must_own
from journeys.models.phase import Phase

REMOVED_FROM = 10_000
"""Removed steps keep their phase, at positions from here on, so they can come back."""

FEELINGS = {
    -3: "Angry",
    -2: "Frustrated",
    -1: "Uneasy",
    0: "Neutral",
    1: "Hopeful",
    2: "Pleased",
    3: "Delighted",
}


class StepManager(models.Manager["Step"]):
    """Only steps that are on the map; `Step.everything` has the removed ones too."""

    def get_queryset(self) -> "models.QuerySet[Step]":
        return super().get_queryset().filter(removed_at=None)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Step(models.Model):
    """Ordered by its phase's position, then its own. Owners may be missing.

    Migrations 0002 and 0004 hold phase and journey together, and owners to their
    sides while the step is on the map.
    A removed step keeps its row, and with it the contact reasons mapped to it.
    """

    TEXTS = (
        "name",
        "where",
        "customer_does",
        "staff_do",
        "systems",
        "quote",
        "quote_from",
        "feeling",
        "is_moment",
        "product_owner_id",
        "ops_owner_id",
    )

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
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[StepManager] = StepManager()
    everything: ClassVar[models.Manager["Step"]] = models.Manager()

    class Meta:
        ordering = ["phase__position", "position"]
        base_manager_name = "everything"
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

    def get_absolute_url(self) -> str:
        return f"{self.journey.get_absolute_url()}#step-{self.pk}"

    def owner(self, side: str) -> Person | None:
        return self.product_owner if side == Side.PRODUCT else self.ops_owner

    @transaction.atomic
    def rewrite(self, *, seen: int, **values: Any) -> None:
        """Change what the map says about it. `seen` is the version started from.

        Raises EditedMeanwhile when somebody else changed it since, CannotOwn for an
        owner newly named who has left.
        """
        self.refresh_from_db(from_queryset=Step.everything.select_for_update())
        must_be_unchanged(self, self.TEXTS, seen)
        for side in Side:
            named = values.get(f"{side}_owner")
            if named is not None and named != self.owner(side):
                must_own(named)
        for name, value in values.items():
            setattr(self, name, value)
        self.save()
        publish("journeys")

    @transaction.atomic
    def remove(self) -> None:
        """Take it off the map; it can come back. Safe to repeat."""
        self.journey.lock()
        if Step.objects.filter(pk=self.pk).exists():
            self.removed_at, self.position = timezone.now(), self._free(REMOVED_FROM)
            self.save(update_fields=["removed_at", "position"])
            publish("journeys")

    @transaction.atomic
    def restore(self) -> None:
        """Put it back, at the end of its phase. Safe to repeat.

        An owner who may not own for that side any more is left out.
        """
        self.journey.lock()
        if not Step.objects.filter(pk=self.pk).exists():
            self.removed_at, self.position = None, self._free(0)
            for side in Side:
                owner = self.owner(side)
                if owner is not None and not owner.may_own_for(side):
                    setattr(self, f"{side}_owner", None)
            self.save()
            publish("journeys")

    def _free(self, least: int) -> int:
        """The first position after those taken, on the map or among the removed."""
        taken = Step.everything.filter(
            phase_id=self.phase_id,
            position__gte=least,
            position__lt=least + REMOVED_FROM,
        ).aggregate(last=models.Max("position"))["last"]
        return least if taken is None else int(taken) + 1
