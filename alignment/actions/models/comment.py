"""A comment: what somebody wrote in a talk."""

import re
import uuid
from datetime import timedelta

import pghistory
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models.thread import Thread
from alignment.actions.models.thread_rules import said_stays, said_while_open
from alignment.live import publish
from alignment.people.models import Person

EDITED_FOR = timedelta(minutes=15)


class CommentQuerySet(models.QuerySet["Comment"]):
    def standing(self) -> "CommentQuerySet":
        """Not taken back."""
        return self.filter(withdrawn_at=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["words"])
class Comment(models.Model):
    """The register says who wrote when, not what: what is taken back is gone.

    `key` is made where it is written: the same one sent twice is one comment.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="comments")
    words = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    named = models.ManyToManyField(Person, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        triggers = [said_while_open, said_stays]
        indexes = [
            models.Index(fields=["thread", "at", "id"], name="comment_of_thread")
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(withdrawn_at=None) & ~Q(words=""))
                | Q(withdrawn_at__isnull=False, words=""),
                name="comment_says_something_or_is_taken_back",
            )
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        page = reverse("actions:thread-show", args=[self.thread_id])
        return f"{page}#comment-{self.pk}"

    @property
    def news_key(self) -> str:
        """What names it to whoever is told of it."""
        return f"comment-{self.pk}"

    @transaction.atomic
    def rewrite(self, words: str) -> None:
        """Say it otherwise. Raises ThreadClosed, TooLate, TakenBack."""
        self.thread.lock_open()
        self._lock()
        if timezone.now() > self.at + EDITED_FOR:
            raise TooLate(
                "Others have read it by now: it stays as it is. Add what is missing, or"
                " take it back."
            )
        if words != self.words:
            self.words, self.edited_at = words, timezone.now()
            self.save(update_fields=["words", "edited_at"])
            publish("threads")

    @transaction.atomic
    def withdraw(self) -> None:
        """Its words are gone for good; that it was there stays. Safe to repeat."""
        self.refresh_from_db(from_queryset=Comment.objects.select_for_update())
        if self.withdrawn_at is None:
            self.words, self.withdrawn_at = "", timezone.now()
            self.save(update_fields=["words", "withdrawn_at"])
            publish("threads")

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Comment.objects.select_for_update())
        if self.withdrawn_at:
            raise TakenBack("You have taken it back. Write a new one.")


def named_in(words: str) -> list[Person]:
    """Active people whose full name stands in it after an @, however it is written."""
    if "@" not in words:
        return []
    said = " ".join(words.casefold().split())
    people = Person.objects.active().order_by("pk")
    return [
        one
        for one in people
        if re.search(rf"@{re.escape(one.name.casefold())}(?!\w)", said)
    ]


class TooLate(Exception):
    """Words stay as they are once others have read them."""


class TakenBack(Exception):
    """It has no words any more."""
