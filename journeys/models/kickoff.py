"""A kickoff: what an initiative sets out to do, with a sponsor in ops who said yes."""

from datetime import date
from typing import Any

import pghistory
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.live import publish
from alignment.people.models import Person, Side
from journeys.models.initiative import Initiative
from journeys.models.kickoff_constraints import CONSTRAINTS
from journeys.models.kickoff_news import (
    tell_accepted,
    tell_asked,
    tell_asked_again,
    tell_declined,
    tell_scheduled,
)
from journeys.models.kickoff_rules import (
    sponsor_says_it_alone,
    terms_are_the_sponsors,
    what_was_held_stays,
)
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
        "adoption_target": "how we will know that it is used",
        "ops_guardrail": "what must not get worse in ops",
    }
    AGREED = (*NEEDED, "held_on")

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
        triggers = [
            sponsor_says_it_alone,
            terms_are_the_sponsors,
            what_was_held_stays,
        ]
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return f"Kickoff: {self.initiative}"

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
        self.lock_open()
        must_sponsor(person, self.initiative.lead)
        if person == self.deputy:
            self.deputy = None
        if person != self.sponsor:
            SponsorAnswer.end(self)
            self.sponsor, self.sponsor_asked_at = person, timezone.now()
            self.sponsor_accepted_at = None
            asked = self.answers.create(sponsor=person, asked_by=by)
            tell_asked(self, asked)
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
            self._take_yes()
            self._keep()
            tell_accepted(self, self.answers.get(ended_at=None))

    @transaction.atomic
    def decline(self, *, reason: str, by: Person) -> None:
        """Say no, with a reason: it is a draft again, and waits for another sponsor.

        Also after a yes, as long as it was not held. Raises KickoffHeld, NotTheSponsor.
        """
        self._lock_for_sponsor(by)
        tell_declined(self, self.answers.get(ended_at=None), reason)
        SponsorAnswer.end(self, SponsorAnswer.Answer.DECLINED, reason)
        self.sponsor = self.sponsor_asked_at = self.sponsor_accepted_at = None
        self.state = self.State.DRAFT
        self._keep()

    @transaction.atomic
    def name_deputy(self, person: Person | None) -> None:
        """Who stands in for the sponsor on the day.

        Raises KickoffHeld, CannotSponsor.
        """
        self.lock_open()
        if person is not None:
            if not (person.is_active and person.may_own_for(Side.OPS)):
                raise CannotSponsor(f"{person} cannot stand in for ops.")
            if person == self.sponsor:
                raise CannotSponsor(f"{person} is the sponsor. Choose somebody else.")
        self.deputy = person
        self._keep()

    @transaction.atomic
    def schedule(self, *, on: date, by: Person) -> None:
        """Set the day, with a sponsor named. Safe to repeat.

        Raises KickoffHeld, NotReady for what is missing.
        """
        self.lock_open()
        if self.state == self.State.SCHEDULED:
            return
        if self.sponsor is None:
            raise NotReady("Name a sponsor in ops first.")
        self._must_say_all()
        if self.held_on and self.held_on < on:
            raise NotReady(f"{self.held_on:%-d %B %Y} is over. Set a day to come.")
        self.state = self.State.SCHEDULED
        self._keep()
        tell_scheduled(self, by)

    @transaction.atomic
    def hold(self, *, on: date, by: Person) -> None:
        """It took place: from now on it stays as it is, and discovery begins.

        Safe to repeat. Raises CannotSponsor where the sponsor is one no more, and
        NotReady without their own yes.
        """
        self.lock()
        if self.is_held:
            return
        if self.state != self.State.SCHEDULED:
            raise NotReady("Schedule it first.")
        self._must_say_all()
        if self.sponsor:
            must_sponsor(self.sponsor, self.initiative.lead)
        if self.sponsor_accepted_at is None:
            raise NotReady(f"{self.sponsor} has not said yes yet. Talk to each other.")
        if self.held_on and self.held_on > on:
            raise NotReady(f"It is planned for {self.held_on:%-d %B %Y}.")
        self.state = self.State.HELD
        self.closed_at, self.closed_by = timezone.now(), by
        self._keep()
        self.initiative.move_to(Initiative.Stage.DISCOVERY)

    @transaction.atomic
    def answer(self, question: str, said: Any, *, by: Person) -> None:
        """Keep what is said to a question. Only for a kickoff that is locked.

        Another answer than the one that the sponsor said yes to asks them anew, unless
        it is their own. Raises NotReady where it was scheduled with an answer to it.
        """
        if self.state == self.State.SCHEDULED and not said and question in self.AGREED:
            raise NotReady("It is scheduled: this cannot be empty any more.")
        setattr(self, question, said)
        if question in self.NEEDED and self.sponsor_accepted_at:
            self.sponsor_accepted_at = None
            if by == self.sponsor:
                self._take_yes()
            elif self.sponsor:
                self._ask_again(self.sponsor, self.NEEDED[question], by)
        self._keep()
        if question == "held_on" and self.state == self.State.SCHEDULED:
            tell_scheduled(self, by)

    def write(self, **values: Any) -> None:
        """Keep these as they are. Only for a kickoff that is locked."""
        for name, value in values.items():
            setattr(self, name, value)
        self._keep()

    def lock(self) -> None:
        """Hold the initiative and the kickoff, in this order, and read them anew."""
        self.initiative.lock()
        self.refresh_from_db(from_queryset=Kickoff.objects.select_for_update())

    def _must_say_all(self) -> None:
        if self.missing:
            raise NotReady(f"Still to say: {', '.join(self.missing)}.")

    def _take_yes(self) -> None:
        self.sponsor_accepted_at = timezone.now()
        SponsorAnswer.accept(self)

    def _ask_again(self, sponsor: Person, what: str, by: Person) -> None:
        """Their yes was to something else; who is still here is asked once more."""
        SponsorAnswer.end(self)
        self.sponsor_asked_at = timezone.now()
        asked = self.answers.create(sponsor=sponsor, asked_by=by)
        tell_asked_again(self, asked, what)

    def lock_open(self) -> None:
        """Hold it to be changed. Raises KickoffHeld."""
        self.lock()
        if self.is_held:
            raise KickoffHeld("This kickoff was held. What was agreed stays.")

    def _lock_for_sponsor(self, by: Person) -> None:
        self.lock_open()
        if by != self.sponsor:
            raise NotTheSponsor("Somebody else is asked to sponsor this.")

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
