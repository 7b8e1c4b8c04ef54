"""Letters waiting to be sent. The row is the work, and it goes when the mail is out."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from alignment.people.models.person import Person

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30)]
LONGEST_PAUSE = timedelta(hours=1)
TRIED_FOR = timedelta(days=1)
KEPT_FOR = timedelta(days=14)


class LetterQuerySet(models.QuerySet["Letter"]):
    def post(
        self,
        template: str,
        *,
        to: list[str],
        words: dict[str, Any],
        person: Person | None = None,
        calendar: str = "",
    ) -> "Letter":
        """Have a letter sent soon, once this transaction is committed.

        `calendar` is what calendars read of it: iCalendar text with its METHOD.
        """
        return self.create(
            template=template, to=to, words=words, person=person, calendar=calendar
        )

    def due(self) -> "LetterQuerySet":
        return self.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")

    def troubled(self) -> "LetterQuerySet":
        """Tried and not sent so far, the oldest first."""
        return self.filter(tries__gt=0).order_by("created_at", "pk")

    def forgotten(self) -> "LetterQuerySet":
        """Set aside so long ago that nobody waits for them."""
        return self.filter(due_at=None, created_at__lt=timezone.now() - KEPT_FOR)


class Letter(models.Model):
    """What to write and to whom. Nothing here lets anybody in.

    A secret that belongs into a letter is made when the letter is written, and is
    then in the letter alone: neither rows, backups, messages nor logs ever hold it.
    Who sends a letter holds its row meanwhile; the row of a killed one is free at
    once.
    """

    template = models.CharField(max_length=80)
    to = ArrayField(models.EmailField())
    words = models.JSONField(default=dict)
    calendar = models.TextField(blank=True, default="", db_default="")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, null=True, db_index=True)
    """When it is tried next; null: set aside after a day of trying."""
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"

    def put_off(self, problem: str) -> None:
        """Note why it was not sent, and when to try again, if at all."""
        now = timezone.now()
        pause = PAUSES[self.tries] if self.tries < len(PAUSES) else LONGEST_PAUSE
        gives_up = now - self.created_at > TRIED_FOR
        self.due_at = None if gives_up else now + pause
        self.tries += 1
        self.problem = problem[:300]
        self.save(update_fields=["due_at", "tries", "problem"])
