"""What a meeting says, and what a series of meetings says of each to come."""

from django.db import models
from django.db.models import Q

from alignment.people.models import Person
from journeys.models.initiative import Initiative
from journeys.models.journey import Journey

LONGEST_MINUTES = 720


class Kind(models.TextChoices):
    DISCOVERY = "discovery", "Discovery"
    INTERVIEW = "interview", "User interview"
    GROOMING = "grooming", "Backlog grooming"
    STANDUP = "standup", "Ops stand-up"
    LISTENING = "listening", "Call listening"
    REVIEW = "review", "Joint review"
    SIMULATION = "simulation", "Simulation"
    RETRO = "retro", "Retro"
    TALK = "talk", "Other talk"


class Gathering(models.Model):
    """`place` is where, or the link by which one takes part."""

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="+"
    )
    journeys = models.ManyToManyField(Journey, related_name="+", blank=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    place = models.CharField(max_length=300, blank=True)
    agenda = models.TextField(max_length=2000, blank=True)
    organised_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


WHAT = ("title", "kind", "initiative", "minutes", "place", "agenda")
"""What can be said of one meeting or of all that follow; times and people aside."""


def makes_sense(name: str) -> models.CheckConstraint:
    """A constraint of this name on what is said of a gathering."""
    return models.CheckConstraint(
        condition=~Q(title="")
        & Q(kind__in=[*Kind])
        & Q(minutes__range=(5, LONGEST_MINUTES)),
        name=name,
    )
