"""A kickoff: what an initiative sets out to do, with a sponsor in ops who said yes."""

from datetime import date
from typing import Any

import pghistory
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import News, Thread
from alignment.actions.operations.notify import notify
from alignment.live import publish
from alignment.people.models import Person, Side
from journeys.models.initiative import Initiative
from journeys.models.kickoff_rules import sponsor_says_it_alone, what_was_held_stays
from journeys.models.sponsor import (
    CannotSponsor,
    NotTheSponsor,
    SponsorAnswer,
    must_sponsor,
)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Kickoff(models.Model):
    """Draft, scheduled with a sponsor and a day, held once the sponsor has accepted.

    Migration 0007 adds what Django cannot say: until it was held, the sponsor is at
    least a leader on the ops side, and the deputy may own things for ops.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        HELD = "held", "Held"

    QUESTIONS = (
        *("problem", "outcome", "customers", "out_of_scope"),
        *("adoption_target", "ops_guardrail", "risks"),
    )
    NEEDED = {
        "problem": "what the problem is",
        "outcome": "what will be different",
        "adoption_target": "the adoption target",
        "ops_guardrail": "the guardrail of ops",
    }

    initiative = models.OneToOneField(
        Initiative, models.PROTECT, related_name="kickoff"
    )
    state = models.CharField(
        max_length=9, choices=State, default=State.DRAFT, editable=False
    )
    problem = models.TextField(max_length=1000, blank=True)
    outcome = models.TextField(max_length=1000, blank=True)
    customers = models.TextField(max_length=500, blank=True)
    out_of_scope = models.TextField(max_length=1000, blank=True)
    adoption_target = models.CharField(max_length=200, blank=True)
    ops_guardrail = models.CharField(max_length=200, blank=True)
    risks = models.TextField(max_length=1000, blank=True)
    held_on = models.DateField("day of the kickoff", null=True, blank=True)
    people = models.ManyToManyField(Person, related_name="+", blank=True)
    sponsor = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    sponsor_asked_at = models.DateTimeField(null=True, editable=False)
    sponsor_accepted_at = models.DateTimeField(null=True, editable=False)
    deputy = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

    class Meta:
        triggers = [sponsor_says_it_alone, what_was_held_stays]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "scheduled", "held"]),
                name="kickoff_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(sponsor__isnull=False, held_on__isnull=False),
                name="kickoff_scheduled_has_a_sponsor_and_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="held")
                | Q(sponsor_accepted_at__isnull=False, closed_at__isnull=False),
                name="kickoff_held_is_accepted_by_the_sponsor",
            ),
            models.CheckConstraint(
                condition=Q(sponsor_accepted_at=None) | Q(sponsor__isnull=False),
                name="kickoff_acceptance_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(sponsor=None) | Q(deputy=None) | ~Q(sponsor=F("deputy")),
                name="kickoff_deputy_is_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"Kickoff of “{self.initiative}”"

    def get_absolute_url(self) -> str:
        return reverse("journeys:kickoff-show", args=[self.initiative.slug])

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def missing(self) -> list[str]:
        """What has to be said before it can be scheduled."""
        found = [said for name, said in self.NEEDED.items() if not getattr(self, name)]
        return found + (["the day"] if self.held_on is None else [])

    @transaction.atomic
    def ask(self, person: Person, *, by: Person) -> None:
        """Ask somebody to sponsor it; asking the same person again changes nothing.

        Whoever asks themselves has thereby accepted. Raises KickoffHeld, CannotSponsor.
        """
        self._lock_open()
        must_sponsor(person, self.initiative.lead)
        if person == self.deputy:
            self.deputy = None
        if person != self.sponsor:
            SponsorAnswer.end(self)
            self.sponsor, self.sponsor_asked_at = person, timezone.now()
            self.sponsor_accepted_at = None
            asked = self.answers.create(sponsor=person, asked_by=by)
            self._tell_asked(asked)
        self._keep()
        if person == by:
            self.accept(by=by)

    @transaction.atomic
    def accept(self, *, by: Person) -> None:
        """Say yes to sponsoring it. Safe to repeat.

        Raises KickoffHeld, NotTheSponsor.
        """
        self._lock_for_sponsor(by)
        if self.sponsor_accepted_at is None:
            self.sponsor_accepted_at = timezone.now()
            SponsorAnswer.accept(self)
            self._keep()

    @transaction.atomic
    def decline(self, *, reason: str, by: Person) -> None:
        """Say no, with a reason: it is a draft again, and waits for another sponsor.

        Also after a yes, as long as it was not held. Raises KickoffHeld, NotTheSponsor.
        """
        self._lock_for_sponsor(by)
        self._tell_declined(reason, by)
        SponsorAnswer.end(self, SponsorAnswer.Answer.DECLINED, reason)
        self.sponsor = self.sponsor_asked_at = self.sponsor_accepted_at = None
        self.state = self.State.DRAFT
        self._keep()

    @transaction.atomic
    def name_deputy(self, person: Person | None) -> None:
        """Who stands in for the sponsor on the day.

        Raises KickoffHeld, CannotSponsor.
        """
        self._lock_open()
        if person is not None:
            if not (person.is_active and person.may_own_for(Side.OPS)):
                raise CannotSponsor(f"{person} cannot stand in for ops.")
            if person == self.sponsor:
                raise CannotSponsor(f"{person} is the sponsor. Choose somebody else.")
        self.deputy = person
        self._keep()

    @transaction.atomic
    def schedule(self) -> None:
        """Set the day, with a sponsor named. Safe to repeat.

        Raises KickoffHeld, NotReady for what is missing.
        """
        self._lock_open()
        if self.sponsor is None:
            raise NotReady("Name a sponsor in ops first.")
        if self.missing:
            raise NotReady(f"Still to say: {', '.join(self.missing)}.")
        self.state = self.State.SCHEDULED
        self._keep()

    @transaction.atomic
    def hold(self, *, on: date, by: Person) -> None:
        """It took place: from now on it stays as it is, and discovery begins.

        Safe to repeat. Raises NotReady without the sponsor's own yes.
        """
        self.lock()
        if self.is_held:
            return
        if self.state != self.State.SCHEDULED:
            raise NotReady("Schedule it first.")
        if self.sponsor_accepted_at is None:
            raise NotReady(f"{self.sponsor} has not said yes yet. Talk to each other.")
        if self.held_on and self.held_on > on:
            raise NotReady(f"It is planned for {self.held_on:%-d %B %Y}.")
        self.state = self.State.HELD
        self.closed_at, self.closed_by = timezone.now(), by
        self._keep()
        self.initiative.move_to(Initiative.Stage.DISCOVERY)

    def write(self, **values: Any) -> None:
        """Keep answers to its questions. Only for a kickoff that is locked."""
        for name, value in values.items():
            setattr(self, name, value)
        self._keep()

    def lock(self) -> None:
        """Hold the initiative and the kickoff, in this order, and read them anew."""
        self.initiative.lock()
        self.refresh_from_db(from_queryset=Kickoff.objects.select_for_update())

    def _lock_open(self) -> None:
        self.lock()
        if self.is_held:
            raise KickoffHeld("This kickoff was held. What was agreed stays.")

    def _lock_for_sponsor(self, by: Person) -> None:
        self._lock_open()
        if by != self.sponsor:
            raise NotTheSponsor("Somebody else is asked to sponsor this.")

    def _tell_asked(self, asked: SponsorAnswer) -> None:
        by = asked.asked_by
        day = (
            f" It is meant for {self.held_on:%-d %B %Y}; its page has the day for your"
            " calendar."
            if self.held_on
            else ""
        )
        news = News(
            "sponsor-asked",
            key=f"sponsor-asked-{asked.pk}",
            words=f"{by} asks you to sponsor “{self.initiative}”",
            detail="Its kickoff can be held once you say yes yourself. You may also say"
            f" no, with a reason, or name somebody who stands in on the day.{day}",
            url=self.get_absolute_url(),
            by=by,
        )
        notify(news, to=[asked.sponsor])

    def _tell_declined(self, reason: str, by: Person) -> None:
        """Before the answer counts no more: each is told of once."""
        asked = self.answers.get(ended_at=None)
        news = News(
            "sponsor-declined",
            key=f"sponsor-declined-{asked.pk}",
            words=f"{by} will not sponsor “{self.initiative}”",
            detail=f"The reason: “{reason}” The kickoff is a draft again. Ask somebody"
            f" else, or talk to {by}.",
            url=self.get_absolute_url(),
            by=by,
        )
        notify(news, to=[self.initiative.lead])

    def _keep(self) -> None:
        self.save()
        publish("initiatives")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class KickoffPerson(Kickoff.people.through):  # type: ignore[misc, name-defined]
    """Who takes part in a kickoff."""

    class Meta:
        proxy = True


class NotReady(Exception):
    """Something is missing for the next step of a kickoff."""


class KickoffHeld(Exception):
    """What was agreed in a kickoff stays."""
