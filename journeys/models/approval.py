"""The approval of a decision by one side, and taking it back. Both are only added."""

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alignment.people.models import Person, Side
from journeys.models.decision_rules import (
    approval_counts_at_once,
    approval_is_of_what_stands,
    approval_stays,
    withdrawal_stays,
    withdrawal_voids,
)

if TYPE_CHECKING:
    from journeys.models.decision import Decision


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def live(self) -> "ApprovalQuerySet":
        """Those that count."""
        return self.filter(voided_at=None)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["content", "digest"]
)
class Approval(models.Model):
    """Somebody's yes for their side to `content`, whose SHA-256 is `digest`.

    The database voids it, by an edit of the decision or a withdrawal: it then says
    when and by whom, and for a withdrawal why.
    """

    decision: "models.ForeignKey[Decision, Decision]" = models.ForeignKey(
        "journeys.Decision", models.PROTECT, related_name="approvals"
    )
    side = models.CharField(max_length=7, choices=Side)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    voided_at = models.DateTimeField(null=True, editable=False)
    voided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    voided_because = models.TextField(max_length=500, blank=True, editable=False)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        db_table = "journeys_decisionapproval"
        ordering = ["at", "pk"]
        triggers = [
            approval_is_of_what_stands,
            approval_counts_at_once,
            approval_stays,
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="approval_side_is_known"
            ),
            models.UniqueConstraint(
                fields=["decision", "side"],
                condition=Q(voided_at=None),
                name="approval_is_one_a_side",
            ),
            models.UniqueConstraint(
                fields=["decision", "by"],
                condition=Q(voided_at=None),
                name="approval_is_of_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} for {self.side}"

    def withdraw(self, reason: str) -> None:
        """It counts no more. Its decision is locked."""
        Withdrawal.objects.create(approval=self, reason=reason)


class Withdrawal(models.Model):
    """Why somebody took their own approval back."""

    approval = models.OneToOneField(Approval, models.PROTECT, related_name="withdrawal")
    reason = models.TextField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "journeys_decisionwithdrawal"
        triggers = [withdrawal_voids, withdrawal_stays]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_says_why")
        ]

    def __str__(self) -> str:
        return self.reason
