"""A requirement: one line of a long list that an initiative is asked to do."""

from typing import Any

import pghistory
from django.db import models, transaction
from django.db.models import Max, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import history_of, must_be_unchanged
from journeys.models.initiative import Initiative
from journeys.models.requirement_upload import RequirementUpload


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Requirement(models.Model):
    """`key` is what another tool calls it; `position` its place in the whole list.

    Rows without a key are told apart by their words.
    """

    TEXTS = ("text", "group", "key", "size")

    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="requirements"
    )
    text = models.CharField(max_length=500)
    group = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=64, blank=True)
    size = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(editable=False)
    upload = models.ForeignKey(
        RequirementUpload,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="requirements",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="requirement_says_something"
            ),
            models.UniqueConstraint(
                fields=["initiative", "key"],
                condition=~Q(key=""),
                name="requirement_key_is_once",
            ),
            models.UniqueConstraint(
                "initiative",
                Lower("text"),
                condition=Q(key=""),
                name="requirement_text_is_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 60 else f"{self.text[:57].rstrip()}…"

    def get_absolute_url(self) -> str:
        return reverse("journeys:requirement-edit", args=[self.pk])

    @transaction.atomic
    def rewrite(self, *, seen: int, **texts: Any) -> None:
        """Change what it says. Raises EditedMeanwhile, RequirementTaken."""
        self.initiative.lock()
        self.refresh_from_db(from_queryset=Requirement.objects.select_for_update())
        must_be_unchanged(self, self.TEXTS, seen)
        others = self.initiative.requirements.exclude(pk=self.pk)
        same = Q(key=texts["key"]) if texts["key"] else Q(text__iexact=texts["text"])
        if not texts["key"]:
            same &= Q(key="")
        if found := others.filter(same).first():
            raise RequirementTaken(f"It is in the list already: “{found}”.")
        for name, value in texts.items():
            setattr(self, name, value)
        self.save(update_fields=self.TEXTS)
        tell_of_requirements()


def newest_change(initiative: Initiative) -> int:
    """The number of the newest change of its list; goes into forms of many rows."""
    found = history_of(Requirement).filter(initiative_id=initiative.pk)
    return int(found.aggregate(newest=Max("pgh_id"))["newest"] or 0)


def tell_of_requirements() -> None:
    publish("requirements")


class RequirementTaken(Exception):
    """Another row of the list says the same, or has the same key."""
