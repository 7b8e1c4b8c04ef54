"""Time that people of product spend in ops: what they learnt, and what they will do."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alignment.actions.models import Action
from alignment.people.models import Person
from journeys.models.journey import Journey
from journeys.models.meeting_rules import floor_is_of_product

A_QUARTER = 2
"""How often each is invited to go, every three months."""


class FloorTimeQuerySet(models.QuerySet["FloorTime"]):
    def between(self, first: date, last: date) -> "FloorTimeQuerySet":
        return self.filter(spent_on__range=(first, last))


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class FloorTime(models.Model):
    """Three learnings, none of them twice, and one action."""

    class Where(models.TextChoices):
        LISTENING = "listening", "Call listening"
        FLOOR = "floor", "On the floor"
        MEETING = "meeting", "A meeting of theirs"

    LEARNINGS = ("first_learning", "second_learning", "third_learning")

    person = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="floor_times"
    )
    spent_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=9, choices=Where)
    journey = models.ForeignKey(
        Journey, models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_learning = models.CharField(max_length=300)
    second_learning = models.CharField(max_length=300)
    third_learning = models.CharField(max_length=300)
    action = models.OneToOneField(
        Action, models.PROTECT, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FloorTimeQuerySet.as_manager()

    class Meta:
        ordering = ["-spent_on", "-pk"]
        triggers = [floor_is_of_product]
        indexes = [
            models.Index(fields=["-spent_on", "-id"], name="floor_time_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_learning="")
                & ~Q(second_learning="")
                & ~Q(third_learning="")
                & ~Q(first_learning=F("second_learning"))
                & ~Q(first_learning=F("third_learning"))
                & ~Q(second_learning=F("third_learning")),
                name="floor_time_has_three_learnings",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 720))
                & Q(where__in=["listening", "floor", "meeting"]),
                name="floor_time_makes_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.spent_on:%-d %B %Y}"

    @property
    def learnings(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in self.LEARNINGS)


class NotOfProduct(Exception):
    """Who works in ops is there every day."""
