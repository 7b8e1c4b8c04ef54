"""A form that somebody sent, and where it led."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from alignment.people.models.person import Person

KEPT_FOR = timedelta(days=7)
"""Longer than any page with a form stays open."""


class SentFormQuerySet(models.QuerySet["SentForm"]):
    def over(self) -> "SentFormQuerySet":
        return self.filter(at__lt=timezone.now() - KEPT_FOR)


class SentForm(models.Model):
    """Sent again as it was, a form leads to the same page and makes nothing new.

    `digest` is of all that was sent. Where it led is empty for a part of a page.
    """

    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    led_to = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "digest"], name="sent_form_is_once")
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.led_to}"
