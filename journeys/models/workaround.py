"""A workaround: what staff do by hand because the system does not."""

import uuid
from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.live import publish
from alignment.people.models import Person, Role
from alignment.versions import must_be_unchanged
from journeys.models.insight import Insight
from journeys.models.release import Release
from journeys.models.step import Step
from journeys.models.workaround_constraints import CONSTRAINTS
from journeys.models.workaround_costs import WorkaroundQuerySet
from journeys.models.workaround_news import tell_onward, tell_rejected
from journeys.models.workaround_rules import workaround_life


def amount(**more: Any) -> Any:
    """A number somebody counts or guesses, to a tenth."""
    return models.DecimalField(max_digits=6, decimal_places=1, **more)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Workaround(models.Model):
    """Proposed, accepted, its fix planned, retired; or rejected.

    `times_a_week` is of each of the people, as are its lowest and highest guess.
    `ownerless_at` is since when nobody owns it though it is accepted.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted"
        PLANNED = "planned", "Fix planned"
        RETIRED = "retired", "Retired"
        REJECTED = "rejected", "Not a workaround"

    OPEN = (State.PROPOSED, State.ACCEPTED, State.PLANNED)
    OWNED = (State.ACCEPTED, State.PLANNED)
    SAID = (
        *("what", "step", "systems", "people_count", "times_a_week", "times_low"),
        *("times_high", "minutes_each", "minutes_low", "minutes_high"),
        *("error_percent", "fix_minutes"),
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    what = models.TextField("what is done by hand", max_length=500)
    step = models.ForeignKey(Step, models.PROTECT, related_name="workarounds")
    systems = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    people_count = models.PositiveIntegerField()
    times_a_week = amount()
    times_low = amount(null=True, blank=True)
    times_high = amount(null=True, blank=True)
    minutes_each = amount()
    minutes_low = amount(null=True, blank=True)
    minutes_high = amount(null=True, blank=True)
    error_percent = amount(default=0)
    fix_minutes = amount(default=0)
    insight = models.ForeignKey(
        Insight, models.PROTECT, null=True, editable=False, related_name="workarounds"
    )
    state = models.CharField(
        max_length=8, choices=State, default=State.PROPOSED, editable=False
    )
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="workarounds"
    )
    ownerless_at = models.DateTimeField(null=True, editable=False)
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, editable=False, related_name="workarounds"
    )
    retired_on = models.DateField(null=True, editable=False)
    rejected_because = models.TextField(max_length=500, blank=True, editable=False)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

    objects = WorkaroundQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        triggers = [workaround_life]
        indexes = [
            models.Index(fields=["state", "step"], name="workaround_by_state"),
        ]
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        what = " ".join(self.what.split())
        return what if len(what) <= 120 else f"{what[:117].rstrip()}…"

    def get_absolute_url(self) -> str:
        return reverse("journeys:workaround-show", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def told_on(self) -> date:
        """The day from which a release can end it."""
        return timezone.localdate(self.proposed_at)

    @transaction.atomic
    def accept(self, *, owner: Person | None, by: Person) -> None:
        """It is one, and somebody owns it from now on or nobody does yet.

        Safe to repeat. Raises WrongMoment, CannotOwnIt.
        """
        self.lock()
        if self.state == self.State.ACCEPTED:
            return
        if self.state != self.State.PROPOSED:
            raise WrongMoment(f"It is {self.word} already.")
        self.state = self.State.ACCEPTED
        self.accepted_at, self.accepted_by = timezone.now(), by
        self._own(owner)
        self.keep()
        tell_onward(self, f"is accepted, and {owner or 'nobody yet'} owns it", by)

    @transaction.atomic
    def reject(self, *, reason: str, by: Person) -> None:
        """It is none; whoever proposed it is told why. Safe to repeat.

        Raises WrongMoment once a fix is planned.
        """
        self.lock()
        if self.state == self.State.REJECTED:
            return
        if self.state not in {self.State.PROPOSED, self.State.ACCEPTED}:
            raise WrongMoment(f"It is {self.word} already. Open it again first.")
        self.state, self.rejected_because = self.State.REJECTED, reason
        self.owner = self.ownerless_at = None
        self.keep()
        tell_rejected(self, by)

    @transaction.atomic
    def give(self, to: Person | None, *, by: Person | None = None) -> None:
        """Somebody owns it, or nobody does. Safe to repeat.

        Raises WrongMoment, CannotOwnIt.
        """
        self.lock()
        if self.state not in self.OWNED:
            raise WrongMoment("Only one that is accepted has an owner.")
        if to != self.owner:
            self._own(to)
            self.keep()
            if to:
                tell_onward(self, f"has an owner: {to}", by)

    @transaction.atomic
    def plan_fix(self, release: Release, *, by: Person | None = None) -> None:
        """A release of its journey is meant to end it. Safe to repeat.

        Raises WrongMoment, NotItsRelease.
        """
        self.lock()
        if self.state not in self.OWNED:
            raise WrongMoment("Accept it first: then a release can be named.")
        if not release.lock():
            raise NotItsRelease(f"“{release}” was removed. Choose another release.")
        if not release.journeys.filter(pk=self.step.journey_id).exists():
            raise NotItsRelease(
                f"“{release}” is not a release of “{self.step.journey}”. Choose one"
                " that is."
            )
        self.must_come_before(release)
        if release != self.release or self.state != self.State.PLANNED:
            self.state, self.release = self.State.PLANNED, release
            self.keep()
            tell_onward(self, f"is to end with “{release}”", by)

    @transaction.atomic
    def reopen(self) -> None:
        """Back to proposed where it was rejected, else to accepted. Safe to repeat."""
        self.lock()
        if self.state == self.State.REJECTED:
            self.state, self.rejected_because = self.State.PROPOSED, ""
            self.accepted_at = self.accepted_by = None
            self.keep()
        elif self.state in {self.State.PLANNED, self.State.RETIRED}:
            self.put_back()

    @transaction.atomic
    def rewrite(self, *, seen: int, **values: Any) -> None:
        """Change what it says. `seen` is the version the writer started from.

        Raises EditedMeanwhile, WrongMoment for one that is closed or whose fix is
        planned for another journey.
        """
        self.lock()
        if not self.is_open:
            raise WrongMoment(f"It is {self.word}. Open it again first.")
        must_be_unchanged(
            self, [("step_id" if name == "step" else name) for name in self.SAID], seen
        )
        moved = values["step"].journey_id != self.step.journey_id
        if moved and self.state == self.State.PLANNED:
            raise WrongMoment("Its fix is planned for this journey. Undo that first.")
        for name, value in values.items():
            setattr(self, name, value)
        self.keep()

    def must_come_before(self, release: Release) -> None:
        """Raises NotItsRelease: what landed before it was told has not ended it."""
        if release.released_on < self.told_on:
            raise NotItsRelease(
                f"“{release}” is of {release.released_on:%-d %B %Y}, and this was told"
                f" on {self.told_on:%-d %B %Y}. Choose a release of that day or later."
            )

    def lock(self) -> None:
        self.refresh_from_db(from_queryset=Workaround.objects.select_for_update())

    def keep(self) -> None:
        self.save()
        publish("workarounds")

    def put_back(self) -> None:
        """Accepted, without a fix. Only for one that is locked."""
        self.state, self.release, self.retired_on = self.State.ACCEPTED, None, None
        if self.owner is None:
            self.ownerless_at = self.ownerless_at or timezone.now()
        self.keep()

    @property
    def word(self) -> str:
        return str(self.get_state_display()).lower()

    def _own(self, owner: Person | None) -> None:
        if owner and not (owner.is_active and owner.role != Role.AGENT):
            raise CannotOwnIt(f"{owner} cannot own it. Choose somebody else.")
        self.owner = owner
        self.ownerless_at = None if owner else timezone.now()


class WrongMoment(Exception):
    """This is not what comes next in its life."""


class CannotOwnIt(Exception):
    """Agents own nothing, and who has left does neither."""


class NotItsRelease(Exception):
    """A fix is a release of the same journey, from the day it was told on."""
