"""One change of one row: who, when, what it was before and after."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from alignment.people.models import Person


class Change(models.Model):
    """Written by a trigger on each history, and never by hand; it only grows.

    `model` is like `journeys.journey`; `over_id` is what the row belongs to. `was` and
    `now` have the columns that changed: all of them in `now` for a new row, all in
    `was` for one that is gone. `by` is nobody where the product itself did it.
    """

    at = models.DateTimeField()
    model = models.CharField(max_length=80)
    event_id = models.BigIntegerField()
    object_id = models.BigIntegerField(null=True)
    over_id = models.BigIntegerField(null=True)
    label = models.CharField(max_length=10)
    title = models.TextField(blank=True)
    by = models.ForeignKey(
        Person,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    context_id = models.UUIDField(null=True)
    was = models.JSONField(default=dict)
    now = models.JSONField(default=dict)
    words = SearchVectorField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "event_id"], name="audit_change_is_once"
            )
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["by", "-at", "-id"], name="audit_of_person"),
            models.Index(fields=["model", "-at", "-id"], name="audit_of_model"),
            GinIndex(fields=["words"], name="audit_words"),
        ]

    def __str__(self) -> str:
        return f"{self.label} of {self.model} {self.object_id}"
