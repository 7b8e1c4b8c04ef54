"""The address from which a person's own calendar reads their meetings."""

import hashlib
import secrets

import pghistory
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Person


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def with_token(self, token: str) -> "CalendarFeedQuerySet":
        """The feed of this token, while its person is here."""
        return self.filter(digest=digest_of(token), person__is_active=True)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["digest"],
)
class CalendarFeed(models.Model):
    """At most one a person. The token stands in its address alone, here its digest.

    The database ends it when its person leaves, for good: whoever comes back makes
    another.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Calendar of {self.person}"

    @staticmethod
    def path(token: str) -> str:
        return reverse("journeys:feed-read", args=[token])

    @classmethod
    @transaction.atomic
    def renew(cls, person: Person) -> str:
        """Make an address, which ends the one before; returns its token."""
        token = secrets.token_urlsafe(32)
        cls.objects.update_or_create(
            person=person,
            defaults={"digest": digest_of(token), "made_at": timezone.now()},
        )
        return token

    @classmethod
    def revoke(cls, person: Person) -> None:
        """End the address. Safe to repeat."""
        cls.objects.filter(person=person).delete()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
