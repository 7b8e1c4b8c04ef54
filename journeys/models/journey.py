"""A journey: what a customer goes through, owned by one person of each side."""

from datetime import timedelta

import pghistory
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Person, Side

STALE_AFTER = timedelta(days=90)


class JourneyQuerySet(models.QuerySet["Journey"]):
    def shown(self) -> "JourneyQuerySet":
        return self.exclude(state=Journey.State.ARCHIVED)

    def live(self) -> "JourneyQuerySet":
        return self.filter(state=Journey.State.LIVE)

    def orphaned(self) -> "JourneyQuerySet":
        """With an owner who is no longer active."""
        return self.shown().filter(
            Q(product_owner__is_active=False) | Q(ops_owner__is_active=False)
        )


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Journey(models.Model):
    """Both owners are always named and each is of their own side.

    Migration 0002 adds what Django cannot say: the foreign keys
    (product_owner, 'product') and (ops_owner, 'ops') to a person and their side.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        LIVE = "live", "Live"
        ARCHIVED = "archived", "Archived"

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=130, unique=True)
    area = models.CharField(max_length=60, blank=True)
    summary = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    product_owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ops_owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    product_accepted_at = models.DateTimeField(null=True, editable=False)
    ops_accepted_at = models.DateTimeField(null=True, editable=False)
    product_confirmed_at = models.DateTimeField(null=True, editable=False)
    product_confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    ops_confirmed_at = models.DateTimeField(null=True, editable=False)
    ops_confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )
    live_at = models.DateTimeField(null=True, editable=False)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(product_owner=F("ops_owner")),
                name="journey_owners_are_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="live")
                | Q(product_accepted_at__isnull=False, ops_accepted_at__isnull=False),
                name="journey_live_is_accepted_by_both",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "live", "archived"]),
                name="journey_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("journeys:journey-show", args=[self.slug])

    def owner(self, side: str) -> Person:
        return self.product_owner if side == Side.PRODUCT else self.ops_owner

    def accepted(self, side: str) -> bool:
        return bool(
            self.product_accepted_at if side == Side.PRODUCT else self.ops_accepted_at
        )

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Journey.objects.select_for_update())

    @transaction.atomic
    def accept(self, *, by: Person) -> None:
        """Accept owning it; live as soon as both have. Safe to repeat.

        Raises NotTheOwner for anybody but the two named owners.
        """
        self._lock()
        if by not in (self.product_owner, self.ops_owner):
            raise NotTheOwner("Only the owner who was named can accept.")
        if self.accepted(by.side):
            return
        setattr(self, f"{by.side}_accepted_at", timezone.now())
        if self.product_accepted_at and self.ops_accepted_at:
            if self.state == self.State.DRAFT:
                self.state, self.live_at = self.State.LIVE, timezone.now()
        self.save()

    @transaction.atomic
    def confirm(self, *, by: Person) -> None:
        """Say for one's own side that the map is still true."""
        self._lock()
        setattr(self, f"{by.side}_confirmed_at", timezone.now())
        setattr(self, f"{by.side}_confirmed_by", by)
        self.save()


class NotTheOwner(Exception):
    """Somebody answered for an owner who is somebody else."""
