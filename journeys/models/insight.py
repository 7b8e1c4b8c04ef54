"""An insight: something learnt at the front line, with the words that were said."""

import uuid

import pghistory
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Channel, News, Thread
from alignment.actions.operations.notify import notify
from alignment.live import publish
from alignment.people.models import Person
from journeys.models import insight_rules
from journeys.models.initiative import Initiative
from journeys.models.insight_news import untell
from journeys.models.journey import Journey
from journeys.models.step import Step


class InsightQuerySet(models.QuerySet["Insight"]):
    def shown(self) -> "InsightQuerySet":
        return self.filter(withdrawn_at=None)

    def unanswered(self) -> "InsightQuerySet":
        return self.shown().filter(answered_at=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Insight(models.Model):
    """`key` is made where it is told: the same telling sent twice is one insight.

    `answered_at` is when somebody first said what becomes of it.
    """

    class Severity(models.IntegerChoices):
        NUISANCE = 1, "A nuisance"
        COST_TIME = 2, "It cost them time"
        STOPPED = 3, "They could not go on"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    said = models.TextField(max_length=1000)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="insights")
    step = models.ForeignKey(
        Step, models.PROTECT, null=True, blank=True, related_name="insights"
    )
    severity = models.PositiveSmallIntegerField(choices=Severity)
    told_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="insights"
    )
    told_at = models.DateTimeField(default=timezone.now, editable=False)
    wants_mail = models.BooleanField(default=False)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, editable=False, related_name="insights"
    )
    linked_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

    objects = InsightQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        indexes = [
            models.Index(
                fields=["journey", "-told_at"],
                condition=Q(withdrawn_at=None),
                name="insight_of_journey",
            ),
            models.Index(fields=["told_by", "-told_at"], name="insight_of_teller"),
            models.Index(
                F("told_at").desc(),
                condition=Q(withdrawn_at=None),
                name="insight_newest",
            ),
            models.Index(
                F("told_at").desc(),
                condition=Q(withdrawn_at=None, answered_at=None),
                name="insight_unanswered",
            ),
        ]
        triggers = [
            insight_rules.what_was_told_stays,
            insight_rules.told_is_told,
            insight_rules.step_is_of_its_journey,
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(said=""), name="insight_says_something"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=[1, 2, 3]), name="insight_severity_is_known"
            ),
            models.CheckConstraint(
                condition=Q(initiative=None, linked_at=None)
                | Q(initiative__isnull=False, linked_at__isnull=False),
                name="insight_link_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(answered_at=None),
                name="insight_answered_is_not_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.said if len(self.said) <= 60 else f"{self.said[:57].rstrip()}…"

    def get_absolute_url(self) -> str:
        return reverse("journeys:insight-show", args=[self.pk])

    @transaction.atomic
    def answer(self, *, words: str, by: Person) -> None:
        """Say what becomes of it. The same words of the same person count once.

        Raises InsightWithdrawn.
        """
        self._lock()
        if self.withdrawn_at:
            raise InsightWithdrawn("Whoever told it has taken it back.")
        if self.answers.filter(words=words, by=by).exists():
            return
        made = self.answers.create(words=words, by=by)
        if self.answered_at is None:
            self.answered_at = timezone.now()
        self._keep()
        self._tell_answered(made)

    @transaction.atomic
    def link(self, initiative: Initiative | None) -> None:
        """Say which initiative it speaks to, or none. Safe to repeat."""
        self._lock()
        if initiative == self.initiative:
            return
        self.initiative = initiative
        self.linked_at = timezone.now() if initiative else None
        self._keep()
        publish("initiatives")

    @transaction.atomic
    def withdraw(self) -> None:
        """Take it back: only the register of changes keeps it. Safe to repeat.

        Raises InsightAnswered.
        """
        self._lock()
        if self.answered_at:
            raise InsightAnswered("Somebody has answered it already, so it stays.")
        if self.withdrawn_at is None:
            self.withdrawn_at = timezone.now()
            self._keep()
            untell(self)

    def _tell_answered(self, made: "InsightAnswer") -> None:
        """Here always; by mail where the teller asked for it as they told it."""
        news = News(
            "insight-answered",
            key=f"insight-answered-{made.pk}",
            words=f"{made.by} says what becomes of what you told",
            detail=f"You told: “{self}”\n{made.by}: {made.words}",
            url=self.get_absolute_url(),
            by=made.by,
        )
        wanted = Channel.MAIL if self.wants_mail else None
        notify(news, to=[self.told_by], unless_chosen=wanted)

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Insight.objects.select_for_update())

    def _keep(self) -> None:
        self.save()
        publish("insights")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class InsightAnswer(models.Model):
    """What becomes of an insight, in somebody's words. It is never changed."""

    insight = models.ForeignKey(Insight, models.CASCADE, related_name="answers")
    words = models.TextField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        triggers = [insight_rules.answers_stay]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""), name="insight_answer_says_something"
            ),
            models.UniqueConstraint(
                fields=["insight", "by", "words"], name="insight_answer_is_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class InsightAnswered(Exception):
    """What was answered is not taken back."""


class InsightWithdrawn(Exception):
    """What was taken back is not answered."""
