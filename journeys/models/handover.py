"""A handover: one owner proposes another of their side; the receiver answers."""

import pghistory
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person, Side
from journeys.models.journey import Journey, NotLive


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Handover(models.Model):
    """Until it is accepted the giver still owns. One open one a side and journey.

    While it is open, migration 0004 holds both people to their side.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="handovers")
    side = models.CharField(max_length=7, choices=Side)
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    note = models.TextField("what they should know", max_length=1000, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    answer = models.CharField(max_length=9, choices=Answer, blank=True, default="")
    answer_reason = models.TextField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "side"],
                condition=Q(answer=""),
                name="handover_open_is_one_a_side",
            ),
            models.CheckConstraint(
                condition=~Q(giver=models.F("receiver")),
                name="handover_is_between_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(answer_reason=""),
                name="handover_decline_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journey}: {self.giver} to {self.receiver}"

    @transaction.atomic
    def accept(self, *, by: Person) -> None:
        """Take the journey over from now on. Safe to repeat.

        Raises HandoverClosed once it is answered otherwise, NotTheReceiver, NotLive.
        """
        if self._lock_to_answer(self.Answer.ACCEPTED, by):
            if self.journey.is_archived:
                raise NotLive("This journey is archived. Bring it back first.")
            self.journey.pass_on(by)
            self._answer(self.Answer.ACCEPTED)

    @transaction.atomic
    def decline(self, *, reason: str, by: Person) -> None:
        """Say no, with a reason; the giver keeps the journey. Safe to repeat.

        Raises HandoverClosed, NotTheReceiver.
        """
        if self._lock_to_answer(self.Answer.DECLINED, by):
            self._answer(self.Answer.DECLINED, reason)

    @transaction.atomic
    def withdraw(self) -> None:
        """Take the proposal back. Safe to repeat. Raises HandoverClosed."""
        if self._lock(self.Answer.WITHDRAWN):
            self._answer(self.Answer.WITHDRAWN)

    def _lock_to_answer(self, answer: str, by: Person) -> bool:
        if by != self.receiver:
            raise NotTheReceiver(f"This handover is for {self.receiver} to answer.")
        return self._lock(answer)

    def _lock(self, answer: str) -> bool:
        """Hold journey and handover, in this order; tell whether it is still open."""
        self.journey.lock()
        self.refresh_from_db(fields=["answer", "answered_at"])
        if self.answer not in {"", answer}:
            raise HandoverClosed(
                f"This handover was already {self.get_answer_display().lower()}."
            )
        return not self.answer

    def _answer(self, answer: str, reason: str = "") -> None:
        self.answer, self.answer_reason = answer, reason
        self.answered_at = timezone.now()
        self.save(update_fields=["answer", "answer_reason", "answered_at"])
        publish("journeys")


class NotTheReceiver(Exception):
    """Somebody answered a handover meant for somebody else."""


class HandoverClosed(Exception):
    """It was answered otherwise, or taken back."""
