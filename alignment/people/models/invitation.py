"""An invitation by mail. The link's secret is stored only as its digest."""

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone

from alignment.people.models.person import Role
from alignment.people.models.team import Team

LIFETIME = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def with_secret(self, secret: str) -> "InvitationQuerySet":
        return self.filter(digest=hashlib.sha256(secret.encode()).hexdigest())


class Invitation(models.Model):
    """Lets one person in, once, as a member of a team."""

    email = models.EmailField("mail address")
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=6, choices=Role, default=Role.MEMBER)
    team = models.ForeignKey(Team, models.CASCADE)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey("people.Person", models.CASCADE)
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return f"Invitation of {self.name}"

    def renew(self) -> str:
        """Give the link a new secret and a new end; returns the secret, unsaved."""
        secret = secrets.token_urlsafe(32)
        self.digest = hashlib.sha256(secret.encode()).hexdigest()
        self.expires_at = timezone.now() + LIFETIME
        return secret
