"""A decision: what both sides chose about an initiative, and who saw it otherwise."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.days import EARLIEST, LATEST
from alignment.live import publish
from alignment.people.models import Person, Side
from alignment.versions import must_be_unchanged
from journeys.models.approval import Approval
from journeys.models.decision_news import tell_taken, tell_voided, tell_waiting
from journeys.models.decision_rules import (
    edit_voids_approvals,
    taken_when_both_approve,
)
from journeys.models.initiative import Initiative
from journeys.models.insight import Insight
from journeys.models.meeting import Meeting

MOST_OPTIONS = 6


class DecisionQuerySet(models.QuerySet["Decision"]):
    def approved_by(self, side: str) -> "DecisionQuerySet":
        return self.filter(Exists(_live(side)))

    def waiting_for(self, side: Side) -> "DecisionQuerySet":
        """The other side has approved, this one has not."""
        return self.approved_by(side.other).exclude(Exists(_live(side)))

    def drafts(self) -> "DecisionQuerySet":
        """Nobody's approval counts."""
        return self.exclude(Exists(_live(*Side.values)))


def _live(*sides: str) -> Any:
    live = Approval.objects.filter(decision=OuterRef("pk"), voided_at=None)
    return live.filter(side__in=sides)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Decision(models.Model):
    """`choice` counts the options from 1; none is chosen while it is a draft.

    `taken_at` is the database's own word: when the second of both sides approved what
    it says now. It is empty again as soon as one of the approvals is void. `meeting`
    is where it was first spoken of.
    """

    TEXTS = (
        *("question", "options", "choice"),
        *("effect_on_ops", "dissent", "revisit_on"),
    )

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="decisions")
    question = models.CharField(max_length=200)
    options = ArrayField(models.CharField(max_length=300))
    choice = models.PositiveSmallIntegerField(null=True, blank=True)
    effect_on_ops = models.TextField(max_length=1000)
    dissent = models.TextField(max_length=1000, blank=True)
    revisit_on = models.DateField()
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, editable=False, related_name="decisions"
    )
    insights = models.ManyToManyField(
        Insight, related_name="decisions", blank=True, editable=False
    )
    taken_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        triggers = [taken_when_both_approve, edit_voids_approvals]
        indexes = [
            models.Index(F("created_at").desc(), name="decision_newest"),
            models.Index(
                fields=["revisit_on"],
                condition=Q(taken_at__isnull=False),
                name="decision_taken_by_revisit",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(effect_on_ops=""),
                name="decision_says_what_and_what_for_ops",
            ),
            models.CheckConstraint(
                condition=Q(options__len__range=(2, MOST_OPTIONS))
                & ~Q(options__contains=[""]),
                name="decision_has_options_in_words",
            ),
            models.CheckConstraint(
                condition=Q(choice=None)
                | Q(choice__gte=1, choice__lte=F("options__len")),
                name="decision_choice_is_an_option",
            ),
            models.CheckConstraint(
                condition=Q(revisit_on__range=(EARLIEST, LATEST)),
                name="decision_revisit_is_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("journeys:decision-show", args=[self.pk])

    @property
    def content(self) -> str:
        """What it says, as an approval keeps it."""
        return content_of(vars(self) | {"id": self.pk})

    @property
    def digest(self) -> str:
        return digest_of(self.content)

    @property
    def chosen(self) -> str:
        return self.options[self.choice - 1] if self.choice else ""

    @transaction.atomic
    def approve(self, *, digest: str, by: Person) -> None:
        """Say yes for one's own side to what was read. Safe to repeat.

        `digest` is of what was read. Raises ChangedSince where it says something else
        by now, NothingChosen, and CannotApprove for a second yes of a side or person.
        """
        self.lock()
        if digest != self.digest:
            raise ChangedSince("It says something else now. Nothing is approved.")
        if self.choice is None:
            raise NothingChosen("Choose one of the options first.")
        for live in self.approvals.live().select_related("by"):
            if live.by == by and live.side == by.side:
                return
            if live.side == by.side:
                raise CannotApprove(f"{live.by} has approved it for this side already.")
            if live.by == by:
                raise CannotApprove("Both sides are two people: you have said yes.")
        given = self.approvals.create(
            side=by.side, by=by, content=self.content, digest=digest
        )
        self.refresh_from_db()
        if self.taken_at:
            tell_taken(self, given)
        else:
            tell_waiting(self, by)
        tell_of_decisions()

    @transaction.atomic
    def rewrite(self, *, seen: int, by: Person, **values: Any) -> list[Person]:
        """Change what it says; returns whose approvals that voids, who are told.

        Saving it unchanged voids nothing. Raises EditedMeanwhile.
        """
        self.lock()
        must_be_unchanged(self, self.TEXTS, seen)
        if all(getattr(self, name) == values[name] for name in self.TEXTS):
            return []
        voided = list(self.approvals.live().select_related("by"))
        for name in self.TEXTS:
            setattr(self, name, values[name])
        self.edited_at, self.edited_by = timezone.now(), by
        self.save()
        self.refresh_from_db()
        tell_voided(self, voided, by)
        tell_of_decisions()
        return [one.by for one in voided]

    @transaction.atomic
    def withdraw(self, *, reason: str, by: Person) -> None:
        """Take one's own approval back. Raises CannotApprove where there is none."""
        self.lock()
        given = self.approvals.live().filter(by=by).first()
        if given is None:
            raise CannotApprove("Your approval does not count any more.")
        given.withdraw(reason)
        self.refresh_from_db()
        tell_of_decisions()

    @transaction.atomic
    def link(self, insight: Insight, *, leads: bool) -> None:
        """Say whether an insight led to it. Safe to repeat."""
        if leads:
            self.insights.add(insight)
        else:
            self.insights.remove(insight)
        tell_of_decisions()
        publish("insights")

    def lock(self) -> None:
        self.refresh_from_db(from_queryset=Decision.objects.select_for_update())


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class DecisionInsight(Decision.insights.through):  # type: ignore[misc, name-defined]
    """Which insights led to a decision."""

    class Meta:
        proxy = True


def content_of(values: Mapping[str, Any]) -> str:
    """The canonical text of a decision, or of a version of it in its history."""
    names = ("question", "options", "choice", "effect_on_ops", "dissent")
    said = {name: values[name] for name in names}
    said |= {"decision": values["id"], "initiative": values["initiative_id"]}
    said["revisit_on"] = values["revisit_on"].isoformat()
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def digest_of(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def tell_of_decisions() -> None:
    """Decisions changed, and with them when ops came in."""
    publish("decisions")
    publish("initiatives")


class ChangedSince(Exception):
    """It is not what was read any more."""


class NothingChosen(Exception):
    """A question without an answer is not approved."""


class CannotApprove(Exception):
    """One person of each side approves, each once."""
