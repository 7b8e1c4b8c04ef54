"""An action: something one named person will do by a day."""

from datetime import date
from typing import Any

import pghistory
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models.counted import count_anew
from alignment.actions.models.thread import Thread
from alignment.days import EARLIEST, LATEST
from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import must_be_unchanged


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> "ActionQuerySet":
        return self.filter(outcome="")

    def overdue(self, on: date) -> "ActionQuerySet":
        """Open, and promised for a day before this one."""
        return self.open().filter(due_on__lt=on)

    def of(self, person: Person) -> "ActionQuerySet":
        return self.filter(owner=person)

    def of_teams(self, person: Person) -> "ActionQuerySet":
        """Of everybody who shares a team with somebody, and of themselves."""
        return self.filter(of_teams(person))


def of_teams(person: Person) -> Q:
    """Somebody's own, and those of everybody who shares a team with them."""
    mates = Person.objects.filter(teams__in=person.teams.values("pk"))
    return Q(owner=person) | Q(owner__in=mates.values("pk"))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Action(models.Model):
    """What gave rise to it is kept in words and as an address of ours.

    `first_due_on` is the day promised first; `carried` counts how often it was moved
    to a later one. An action is open until it has an outcome.
    """

    class Outcome(models.TextChoices):
        OPEN = "", "Open"
        DONE = "done", "Done"
        DROPPED = "dropped", "Not needed"

    TEXTS = ("title", "effect", "due_on", "owner_id")

    title = models.CharField(max_length=200)
    effect = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="actions")
    due_on = models.DateField()
    first_due_on = models.DateField(editable=False)
    carried = models.PositiveSmallIntegerField(default=0, editable=False)
    source_words = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )
    outcome = models.CharField(
        max_length=7, choices=Outcome, blank=True, default="", editable=False
    )
    outcome_words = models.CharField(max_length=300, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )

    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=Q(outcome=""),
                name="action_open_of_owner",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(outcome=""),
                name="action_open_by_day",
            ),
            models.Index(
                fields=["source_url", "due_on"],
                condition=Q(outcome="") & ~Q(source_url=""),
                name="action_open_of_source",
            ),
            models.Index(
                F("closed_at").desc(nulls_last=True), name="action_by_closing"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["", "done", "dropped"]),
                name="action_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None, closed_by=None)
                | (
                    ~Q(outcome="") & Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
                name="action_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="dropped") | ~Q(outcome_words=""),
                name="action_dropped_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & Q(due_on__range=(EARLIEST, LATEST)),
                name="action_says_what_and_when",
            ),
            models.CheckConstraint(
                condition=Q(source_url="") | Q(source_url__startswith="/"),
                name="action_comes_from_here",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:action-show", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @transaction.atomic
    def finish(self, *, words: str = "", by: Person) -> None:
        """It is done; `words` say what came of it. Safe to repeat."""
        self._lock()
        if self.outcome != self.Outcome.DONE:
            self._close(self.Outcome.DONE, words, by)

    @transaction.atomic
    def drop(self, *, reason: str, by: Person) -> None:
        """It is not needed any more. Safe to repeat. Raises ActionClosed when done."""
        self._lock()
        if self.outcome == self.Outcome.DONE:
            raise ActionClosed(f"“{self}” is done already.")
        if self.is_open:
            self._close(self.Outcome.DROPPED, reason, by)

    @transaction.atomic
    def reopen(self) -> None:
        """It is to be done after all. Safe to repeat."""
        self._lock()
        self._close(self.Outcome.OPEN, "", None)

    @transaction.atomic
    def give(self, to: Person) -> None:
        """Somebody else will do it. Safe to repeat. Raises ActionClosed, CannotTake."""
        self._lock_open()
        must_take(to)
        before = self.owner_id
        self.owner = to
        self._keep("owner", before=(before,))

    @transaction.atomic
    def carry_over(self, to: date) -> None:
        """Promise it for a later day. Safe to repeat. Raises ActionClosed, NotLater."""
        self._lock_open()
        if to == self.due_on:
            return
        if to < max(self.due_on, timezone.localdate()):
            raise NotLater(
                "Choose a later day: today or after, and not before its own."
            )
        self.due_on, self.carried = to, self.carried + 1
        self._keep("due_on", "carried")

    @transaction.atomic
    def rewrite(self, *, seen: int, **values: Any) -> None:
        """Change what it says. `seen` is the version the writer started from.

        A later day counts as carried over. Raises ActionClosed, EditedMeanwhile,
        CannotTake.
        """
        self._lock_open()
        must_be_unchanged(self, self.TEXTS, seen)
        if values["owner"] != self.owner:
            must_take(values["owner"])
        self.carried += values["due_on"] > self.due_on
        before = self.owner_id
        for name in ("title", "effect", "owner", "due_on"):
            setattr(self, name, values[name])
        changed = ("title", "effect", "owner", "due_on", "carried")
        self._keep(*changed, before=(before,))

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Action.objects.select_for_update())

    def _lock_open(self) -> None:
        self._lock()
        if not self.is_open:
            raise ActionClosed(f"“{self}” is closed already. Open it again first.")

    def _close(self, outcome: str, words: str, by: Person | None) -> None:
        self.outcome, self.outcome_words = outcome, words
        self.closed_at, self.closed_by = (timezone.now() if by else None), by
        self._keep("outcome", "outcome_words", "closed_at", "closed_by")

    def _keep(self, *fields: str, before: tuple[int, ...] = ()) -> None:
        """`before` are owners it had until now."""
        self.save(update_fields=fields)
        tell_of_actions(self.owner_id, *before)


def tell_of_actions(*owners: int) -> None:
    """Have browsers look again, and what these people have open counted anew."""
    count_anew(*owners)
    publish("actions")


def must_take(person: Person) -> None:
    """Raise CannotTake for people who have left."""
    if not Person.objects.active().filter(pk=person.pk).exists():
        raise CannotTake(f"{person} has left. Choose somebody else.")


class ActionClosed(Exception):
    """It has an outcome already."""


class CannotTake(Exception):
    """Who has left takes nothing on."""


class NotLater(Exception):
    """An action is carried over to a later day only."""
