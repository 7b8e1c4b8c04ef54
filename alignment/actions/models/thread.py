"""A talk about something: comments, until the people have talked."""

from collections.abc import Collection, Iterable
from datetime import date

import pghistory
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models.thread_rules import (
    closed_stays,
    people_while_open,
    talked_by_two,
)
from alignment.live import publish
from alignment.people.models import Person


class ThreadQuerySet(models.QuerySet["Thread"]):
    def open(self) -> "ThreadQuerySet":
        return self.filter(closed_at=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Thread(models.Model):
    """What it is about points to it; it keeps the words and the address of that.

    It ends with people having talked. A new one then begins, `after` this one.
    """

    about_words = models.CharField(max_length=200)
    about_url = models.CharField(max_length=300)
    after = models.OneToOneField("self", models.PROTECT, null=True, related_name="then")
    people: "models.ManyToManyField[Person, ThreadPerson]" = models.ManyToManyField(
        Person, through="ThreadPerson", related_name="+"
    )
    began_at = models.DateTimeField(default=timezone.now)
    talked_on = models.DateField(null=True)
    outcome = models.TextField(max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        triggers = [talked_by_two, closed_stays]
        indexes = [
            models.Index(
                fields=["began_at"], condition=Q(closed_at=None), name="thread_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, talked_on=None, outcome="")
                | Q(
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    talked_on__isnull=False,
                )
                & ~Q(outcome=""),
                name="thread_closed_says_when_and_what",
            ),
            models.CheckConstraint(
                condition=Q(about_url__startswith="/") & ~Q(about_words=""),
                name="thread_is_about_something_here",
            ),
        ]

    def __str__(self) -> str:
        return self.about_words

    def get_absolute_url(self) -> str:
        return reverse("actions:thread-show", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def lock_open(self) -> None:
        """Hold it until the transaction ends. Raises ThreadClosed."""
        self.refresh_from_db(from_queryset=Thread.objects.select_for_update())
        if self.talked_on:
            raise ThreadClosed(
                f"This ended with a talk on {self.talked_on:%-d %B %Y}. Begin a new one"
                f" at “{self.about_words}”."
            )

    def join(self, people: Iterable[Person]) -> None:
        """These are in it from now on. Safe to repeat."""
        rows = [ThreadPerson(thread=self, person=one) for one in people]
        ThreadPerson.objects.bulk_create(rows, ignore_conflicts=True)

    @transaction.atomic
    def close(
        self, *, on: date, talked: Collection[Person], outcome: str, by: Person
    ) -> None:
        """They talked: day, people and outcome stand on top of it for good.

        Safe to repeat with the same. Raises ThreadClosed, NotTwo, NotThen.
        """
        self.refresh_from_db()
        if (self.talked_on, self.outcome) == (on, outcome):
            return
        self.lock_open()
        if len({one.pk for one in talked}) < 2:
            raise NotTwo("Tick both of you: it takes two to talk.")
        if on > timezone.localdate():
            raise NotThen("This day is still to come. Say when you talked.")
        began = timezone.localdate(self.began_at)
        if on < began:
            raise NotThen(f"This began on {began:%-d %B %Y}. Say when you talked.")
        self.join(talked)
        ThreadPerson.objects.filter(thread=self, person__in=talked).update(talked=True)
        self.talked_on, self.outcome = on, outcome
        self.closed_at, self.closed_by = timezone.now(), by
        self.save(update_fields=["talked_on", "outcome", "closed_at", "closed_by"])
        publish("threads")


class ThreadPerson(models.Model):
    """Somebody in a talk: they look after what it is about, wrote, or were named."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    talked = models.BooleanField(default=False)

    class Meta:
        triggers = [people_while_open]
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "person"], name="thread_person_is_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.thread}"


class ThreadClosed(Exception):
    """It ended with people having talked."""


class NotTwo(Exception):
    """Nobody talks alone."""


class NotThen(Exception):
    """What came of a talk was said after it began, and not in days to come."""
