"""The index: what can be found, in the words it is found by."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F


class Entry(models.Model):
    """Something that can be found, kept up by triggers on the table it comes from.

    `words` has the title's words (weight A) and their stems (B), and those of the text
    (C, D), as plain letters. Who may see what it leads to is asked anew each time.
    """

    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    place = models.TextField(blank=True)
    mark = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(null=True)
    words = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="search_entry_is_once"
            )
        ]
        indexes = [
            GinIndex(fields=["words"], name="search_entry_words"),
            models.Index(
                F("kind"),
                F("at").desc(nulls_last=True),
                F("id").desc(),
                name="search_entry_newest",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:60]


class Kept(models.Model):
    """As what a kind was indexed last: when that changes, it is indexed anew."""

    kind = models.CharField(max_length=16, primary_key=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.kind
