"""An initiative: a change to one or more journeys that both sides make together."""

from collections.abc import Iterable
from typing import Any

import pghistory
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import must_be_unchanged
from journeys.models.journey import Journey
from journeys.models.kickoff_rules import stage_needs_a_kickoff
from journeys.models.step import Step


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def running(self) -> "InitiativeQuerySet":
        """Neither landed nor stopped."""
        ended = [Initiative.Stage.LANDED, Initiative.Stage.STOPPED]
        return self.exclude(stage__in=ended)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Initiative(models.Model):
    """`lead` answers for it; the ops sponsor stands in its kickoff."""

    class Stage(models.TextChoices):
        IDEA = "idea", "Idea"
        DISCOVERY = "discovery", "Discovery"
        BUILDING = "building", "Building"
        LAUNCHING = "launching", "Launching"
        LANDED = "landed", "Landed"
        STOPPED = "stopped", "Stopped"

    TEXTS = ("title", "summary", "lead_id")

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=130, unique=True)
    summary = models.TextField(max_length=1000, blank=True)
    lead = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stage = models.CharField(
        max_length=9, choices=Stage, default=Stage.IDEA, editable=False
    )
    stage_at = models.DateTimeField(default=timezone.now, editable=False)
    stopped_because = models.TextField(max_length=500, blank=True, editable=False)
    journeys = models.ManyToManyField(
        Journey, through="InitiativeJourney", related_name="initiatives"
    )
    steps = models.ManyToManyField(
        Step, through="InitiativeStep", related_name="initiatives", blank=True
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )

    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        triggers = [stage_needs_a_kickoff]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    stage__in=[
                        *("idea", "discovery", "building", "launching"),
                        *("landed", "stopped"),
                    ]
                ),
                name="initiative_stage_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(stage="stopped") | ~Q(stopped_because=""),
                name="initiative_stopped_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("journeys:initiative-show", args=[self.slug])

    @transaction.atomic
    def move_to(self, stage: str, *, because: str = "") -> None:
        """Say how far it is. Safe to repeat.

        Raises NoKickoffYet beyond the idea before a kickoff was held, and
        NoReasonGiven for stopping without one.
        """
        self.lock()
        if stage == self.stage:
            return
        ended = {self.Stage.IDEA, self.Stage.STOPPED}
        if stage not in ended and not self.is_kicked_off:
            raise NoKickoffYet(
                "Hold the kickoff first: ops comes in before anything is built."
            )
        if stage == self.Stage.STOPPED and not because:
            raise NoReasonGiven("Say why it is stopped, so that nobody has to guess.")
        self.stage, self.stage_at = stage, timezone.now()
        self.stopped_because = because if stage == self.Stage.STOPPED else ""
        self._keep("stage", "stage_at", "stopped_because")

    @transaction.atomic
    def rewrite(
        self,
        *,
        seen: int,
        journeys: Iterable[Journey],
        steps: Iterable[Step],
        **values: Any,
    ) -> None:
        """Change what it says and touches. Raises EditedMeanwhile, LeadIsSponsor."""
        self.lock()
        must_be_unchanged(self, self.TEXTS, seen)
        kickoff = getattr(self, "kickoff", None)
        if kickoff and not kickoff.is_held and values["lead"] == kickoff.sponsor:
            raise LeadIsSponsor(
                f"{kickoff.sponsor} sponsors it for ops. Somebody else leads it."
            )
        for name in ("title", "summary", "lead"):
            setattr(self, name, values[name])
        self.touch(journeys, steps)
        self._keep("title", "summary", "lead")

    def touch(self, journeys: Iterable[Journey], steps: Iterable[Step]) -> None:
        """Say which journeys it changes, and which of their steps."""
        chosen = list(journeys)
        self.journeys.set(chosen)
        self.steps.set(step for step in steps if step.journey in chosen)

    @property
    def is_kicked_off(self) -> bool:
        kickoff = getattr(self, "kickoff", None)
        return kickoff is not None and kickoff.is_held

    def lock(self) -> None:
        """Hold the row until the transaction ends, and read it anew."""
        self.refresh_from_db(from_queryset=Initiative.objects.select_for_update())

    def _keep(self, *fields: str) -> None:
        self.save(update_fields=fields)
        publish("initiatives")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class InitiativeJourney(models.Model):
    """A journey that an initiative changes."""

    initiative = models.ForeignKey(Initiative, models.CASCADE)
    journey = models.ForeignKey(Journey, models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "journey"], name="initiative_journey_is_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.journey}"


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class InitiativeStep(models.Model):
    """A step that an initiative changes."""

    initiative = models.ForeignKey(Initiative, models.CASCADE)
    step = models.ForeignKey(Step, models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "step"], name="initiative_step_is_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.step}"


class NoKickoffYet(Exception):
    """Nothing goes beyond the idea before its kickoff was held."""


class NoReasonGiven(Exception):
    """Something is ended without saying why."""


class LeadIsSponsor(Exception):
    """Who leads an initiative does not sponsor it as well."""
