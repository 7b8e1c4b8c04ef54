"""A target line for a metric of a journey; it counts once both sides agree."""

import pghistory
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person
from alignment.turn import take_turn
from journeys.models import Journey


class TargetQuerySet(models.QuerySet["Target"]):
    def current(self) -> "TargetQuerySet":
        """Proposed or in force."""
        return self.filter(ended_at=None)

    def in_force(self) -> "TargetQuerySet":
        return self.current().exclude(agreed_at=None)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Target(models.Model):
    """Proposed by one side, agreed by the other. A new one ends the one before.

    One in force ends in the same way: one side asks, the other agrees.
    """

    class Metric(models.TextChoices):
        CONTACT_RATE = "contact-rate", "Contacts per 1,000 customers a week"
        AHT = "aht", "Average handling time, seconds"
        NO_CONTACT = "no-contact", "No contact in 3 months, %"
        REPEAT = "repeat", "Repeat contact, %"

    journey = models.ForeignKey(Journey, models.CASCADE, null=True, blank=True)
    metric = models.CharField(max_length=12, choices=Metric)
    value = models.DecimalField(max_digits=10, decimal_places=2)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    ending_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who asked to end it; the other side has not answered while it is in force."""
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "metric"],
                condition=Q(agreed_at__isnull=False, ended_at=None),
                nulls_distinct=False,
                name="target_in_force_is_one",
            ),
            models.UniqueConstraint(
                fields=["journey", "metric"],
                condition=Q(agreed_at=None, ended_at=None),
                nulls_distinct=False,
                name="target_proposed_is_one",
            ),
            models.CheckConstraint(
                condition=~Q(agreed_by=F("proposed_by")),
                name="target_is_agreed_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0), name="target_value_is_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_metric_display()}: {self.value}"

    def get_absolute_url(self) -> str:
        page = reverse("kpis:kpi-show", args=[self.metric])
        return f"{page}?journey={self.journey.slug}" if self.journey else page

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Target.objects.select_for_update())

    def _same_subject(self) -> TargetQuerySet:
        subject = Target.objects.current().filter(metric=self.metric)
        if self.journey_id is None:
            return subject.filter(journey=None)
        return subject.filter(journey_id=self.journey_id)

    @transaction.atomic
    def propose(self, *, by: Person) -> None:
        """Put it to the other side; a proposal that still waits gives way to it."""
        take_turn("target")
        now = timezone.now()
        waiting = self._same_subject().filter(agreed_at=None).select_for_update()
        waiting.update(ended_at=now, ended_by=by)
        self.proposed_by, self.proposed_at = by, now
        self.save()
        publish("targets")

    @transaction.atomic
    def agree(self, *, by: Person) -> None:
        """Let it count; it ends the one in force. Agreeing again changes nothing.

        Raises NotYoursToAgree unless `by` is on the other side.
        """
        self._lock()
        if self.ended_at:
            raise NotYoursToAgree("This proposal was taken back in the meantime.")
        if by.side == self.proposed_by.side:
            raise NotYoursToAgree("Somebody of the other side has to agree to this.")
        if self.is_agreed:
            return
        now = timezone.now()
        self._same_subject().exclude(agreed_at=None).update(ended_at=now, ended_by=by)
        self.agreed_by, self.agreed_at = by, now
        self.save(update_fields=["agreed_by", "agreed_at"])
        publish("targets")

    @transaction.atomic
    def end(self, *, by: Person) -> None:
        """Take back a proposal at once; ask to end one in force, or agree to that.

        Asking again, from the side that has asked, changes nothing.
        """
        self._lock()
        if self.ended_at:
            return
        if self.is_agreed and (
            self.ending_by is None or self.ending_by.side == by.side
        ):
            self.ending_by = self.ending_by or by
        else:
            self.ended_at, self.ended_by = timezone.now(), by
        self.save(update_fields=["ending_by", "ended_at", "ended_by"])
        publish("targets")

    @transaction.atomic
    def keep(self, *, by: Person) -> None:
        """Answer a wish to end it with no, or take that wish back."""
        self._lock()
        self.ending_by = None
        self.save(update_fields=["ending_by"])
        publish("targets")


class NotYoursToAgree(Exception):
    """A target counts only once both sides have said yes."""
