"""An invitation by mail. The link's secret is stored only as its digest."""

import hashlib
import secrets
from datetime import timedelta

import pghistory
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from alignment.people.models.person import Person, Role
from alignment.people.models.team import Team

LIFETIME = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def waiting(self) -> "InvitationQuerySet":
        """Not yet accepted, whether or not the link still works."""
        return self.filter(accepted_at=None)

    def with_secret(self, secret: str) -> "InvitationQuerySet":
        return self.filter(digest=hashlib.sha256(secret.encode()).hexdigest())


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["digest"],
)
class Invitation(models.Model):
    """Lets one person in, once, as a member of a team."""

    email = models.EmailField("mail address")
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=6, choices=Role, default=Role.MEMBER)
    team = models.ForeignKey(Team, models.CASCADE)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(Person, models.CASCADE)
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at=None),
                name="invitation_waiting_is_one_a_mail",
            )
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.name}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @staticmethod
    def path(secret: str) -> str:
        """Where the link of the mail leads, on this site."""
        return reverse("people:invitation-accept", args=[secret])

    def renew(self) -> str:
        """Give the link a new secret and a new end; returns the secret, unsaved."""
        secret = secrets.token_urlsafe(32)
        self.digest = hashlib.sha256(secret.encode()).hexdigest()
        self.expires_at = timezone.now() + LIFETIME
        return secret

    @transaction.atomic
    def resend(self, *, by: Person) -> str:
        """Make a new link, which ends the old one; returns its secret.

        Raises InvitationGone once it was accepted.
        """
        self._lock()
        secret = self.renew()
        self.invited_by, self.invited_at = by, timezone.now()
        self.save()
        return secret

    @transaction.atomic
    def withdraw(self, *, by: Person) -> None:
        """End the link. Raises InvitationGone once it was accepted."""
        self._lock()
        self.delete()

    def _lock(self) -> None:
        """Lock the row while it waits. Raises InvitationGone."""
        waiting = Invitation.objects.waiting().select_for_update()
        try:
            self.refresh_from_db(from_queryset=waiting)
        except Invitation.DoesNotExist as missing:
            raise InvitationGone("This invitation is not open any more.") from missing


class InvitationGone(Exception):
    """It was accepted, withdrawn or replaced in the meantime."""
