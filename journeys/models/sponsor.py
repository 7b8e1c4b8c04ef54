"""The ops sponsor of a kickoff: who may be one, and what they answered."""

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alignment.people.models import Person, Role, Side
from journeys.models.kickoff_rules import decline_opens_it, sponsor_answers_stay

if TYPE_CHECKING:
    from journeys.models.kickoff import Kickoff


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class SponsorAnswer(models.Model):
    """One asking of one person, with what they said. `ended_at` once it counts no more.

    A yes counts until the sponsor declines after all or another one is asked.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    kickoff = models.ForeignKey(
        "journeys.Kickoff", models.CASCADE, related_name="answers"
    )
    sponsor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=9, choices=Answer, blank=True, default="")
    reason = models.TextField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        triggers = [sponsor_answers_stay, decline_opens_it]
        constraints = [
            models.UniqueConstraint(
                fields=["kickoff"],
                condition=Q(ended_at=None),
                name="sponsor_is_asked_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(reason=""),
                name="sponsor_declines_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["declined", "withdrawn"])
                | Q(ended_at__isnull=False),
                name="sponsor_no_counts_at_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sponsor}: {self.get_answer_display() or 'asked'}"

    @classmethod
    def accept(cls, kickoff: "Kickoff") -> None:
        """Whoever is asked says yes."""
        now = timezone.now()
        waiting = cls.objects.filter(kickoff=kickoff, ended_at=None)
        waiting.update(answer=cls.Answer.ACCEPTED, answered_at=now)

    @classmethod
    def end(cls, kickoff: "Kickoff", answer: str = "", reason: str = "") -> None:
        """What was asked counts no more: declined, or taken back before an answer."""
        now = timezone.now()
        counting = cls.objects.filter(kickoff=kickoff, ended_at=None)
        if answer:
            counting.update(answer=answer, reason=reason, answered_at=now, ended_at=now)
        else:
            unanswered = counting.filter(answer="")
            unanswered.update(answer=cls.Answer.WITHDRAWN, ended_at=now)
            counting.update(ended_at=now)


def must_sponsor(person: Person, lead: Person) -> None:
    """Raise CannotSponsor for all but leaders (and admins) of the ops side."""
    leads = person.role in {Role.LEADER, Role.ADMIN}
    if not (person.is_active and person.side == Side.OPS and leads):
        raise CannotSponsor(
            f"{person} cannot sponsor it: a sponsor leads in ops, and is still here."
        )
    if person == lead:
        raise CannotSponsor(
            f"{person} leads it. The sponsor is somebody else: both sides are two."
        )


class CannotSponsor(Exception):
    """A sponsor is at least a leader, on the ops side."""


class NotTheSponsor(Exception):
    """Somebody answered for the sponsor."""
