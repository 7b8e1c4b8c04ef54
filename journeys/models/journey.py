"""A journey: what a customer goes through, owned by one person of each side."""

from datetime import date, timedelta

import pghistory
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.live import publish
from alignment.people.models import Person, Role, Side
from alignment.versions import must_be_unchanged
from journeys.models.acceptance import answer_is_the_owners

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

    def waiting(self) -> "JourneyQuerySet":
        """Shown, and at least one named owner has not accepted."""
        return self.shown().filter(
            Q(product_accepted_at=None) | Q(ops_accepted_at=None)
        )

    def with_trust(self, on: date) -> "JourneyQuerySet":
        """Adds `together_at` and `released_on`, what staleness on a day hangs on.

        `together_at`: since when both sides stand by the map, counted from going
        live where a side has never said so. `released_on`: the newest release that
        touches it and has landed by that day.
        """
        landed = Q(releases__released_on__lte=on)
        return self.annotate(
            together_at=Least(
                Coalesce("product_confirmed_at", "live_at"),
                Coalesce("ops_confirmed_at", "live_at"),
            ),
            released_on=models.Max("releases__released_on", filter=landed),
        )

    def stale(self, on: date) -> "JourneyQuerySet":
        """Live, and the map may no longer be true on that day."""
        return (
            self.live()
            .with_trust(on)
            .filter(
                Q(together_at__date__lt=on - STALE_AFTER)
                | Q(released_on__gt=F("together_at__date"))
            )
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["thread"],
)
class Journey(models.Model):
    """Both owners are always named and each is of their own side.

    Migration 0004 adds what Django cannot say: the foreign keys
    (product_owner, 'product') and (ops_owner, 'ops') to a person and the side
    they may own things for.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        LIVE = "live", "Live"
        ARCHIVED = "archived", "Archived"

    TEXTS = ("title", "area", "summary")

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=130, unique=True)
    area = models.CharField(max_length=60, blank=True)
    summary = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    product_owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ops_owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    product_accepted_at = models.DateTimeField(null=True, editable=False)
    ops_accepted_at = models.DateTimeField(null=True, editable=False)
    product_declined = models.TextField(
        "why the named owner declined", max_length=500, blank=True, editable=False
    )
    ops_declined = models.TextField(
        "why the named owner declined", max_length=500, blank=True, editable=False
    )
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

    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="+")

    objects = JourneyQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        triggers = [answer_is_the_owners]
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

    @property
    def is_archived(self) -> bool:
        return self.state == self.State.ARCHIVED

    def owner(self, side: str) -> Person:
        return self.product_owner if side == Side.PRODUCT else self.ops_owner

    def accepted(self, side: str) -> bool:
        return bool(
            self.product_accepted_at if side == Side.PRODUCT else self.ops_accepted_at
        )

    def lock(self) -> None:
        """Hold the row until the transaction ends, and read it anew."""
        self.refresh_from_db(from_queryset=Journey.objects.select_for_update())

    @transaction.atomic
    def accept(self, *, by: Person) -> None:
        """Accept owning it; live as soon as both have. Safe to repeat.

        Raises NotTheOwner for anybody but the two named owners.
        """
        self._lock_for_owner(by)
        if not self.accepted(by.side):
            self._take(by.side)
            self._keep()

    @transaction.atomic
    def decline(self, *, reason: str, by: Person) -> None:
        """Say no to owning it, with a reason; somebody else can then be named.

        Raises NotTheOwner, and OwnerStays once they have accepted.
        """
        self._lock_for_owner(by)
        if self.accepted(by.side):
            raise OwnerStays("You look after this journey. Hand it over instead.")
        setattr(self, f"{by.side}_declined", reason)
        self._keep()

    @transaction.atomic
    def appoint(self, person: Person, *, by: Person) -> None:
        """Name another owner where the one named has not accepted.

        Whoever names themselves has thereby accepted. Raises OwnerStays, CannotOwn.
        """
        self.lock()
        must_own(person)
        side = person.side
        if self.accepted(side):
            raise OwnerStays(
                f"{self.owner(side)} has accepted. Propose a handover instead."
            )
        setattr(self, f"{side}_owner", person)
        setattr(self, f"{side}_declined", "")
        if person == by:
            self._take(side)
        self._keep()

    @transaction.atomic
    def confirm(self, *, by: Person) -> None:
        """Say for one's own side that the map is still true.

        An owner says it, or a leader of their side. Raises NotTheOwner otherwise.
        """
        self.lock()
        if by != self.owner(by.side) and by.role != Role.LEADER:
            raise NotTheOwner(
                f"Only {self.owner(by.side)} or a leader of the same side can say that."
            )
        if self.state != self.State.LIVE:
            raise NotLive("Only a live journey can be confirmed.")
        setattr(self, f"{by.side}_confirmed_at", timezone.now())
        setattr(self, f"{by.side}_confirmed_by", by)
        self._keep()

    @transaction.atomic
    def rewrite(self, *, title: str, area: str, summary: str, seen: int) -> None:
        """Change its words. `seen` is the version the writer started from.

        Raises EditedMeanwhile when somebody else changed the words since.
        """
        self.lock()
        must_be_unchanged(self, self.TEXTS, seen)
        self.title, self.area, self.summary = title, area, summary
        self._keep()

    @transaction.atomic
    def archive(self) -> None:
        """Take it out of every list; nothing is lost. Safe to repeat."""
        self.lock()
        self.state = self.State.ARCHIVED
        self._keep()

    @transaction.atomic
    def restore(self) -> None:
        """Bring it back as it was: live when both have accepted. Safe to repeat."""
        self.lock()
        if self.is_archived:
            self.state = self.State.LIVE if self.live_at else self.State.DRAFT
            self._go_live()
            self._keep()

    @transaction.atomic
    def pass_on(self, person: Person) -> None:
        """Give one side to somebody who has accepted a handover."""
        self.lock()
        must_own(person)
        setattr(self, f"{person.side}_owner", person)
        self._take(person.side)
        self._keep()

    def _lock_for_owner(self, by: Person) -> None:
        self.lock()
        if by != self.owner(by.side):
            raise NotTheOwner(
                f"{self.owner(by.side)} is named to look after this journey, not you."
            )

    def _take(self, side: str) -> None:
        setattr(self, f"{side}_accepted_at", timezone.now())
        setattr(self, f"{side}_declined", "")
        self._go_live()

    def _go_live(self) -> None:
        both = self.product_accepted_at and self.ops_accepted_at
        if both and self.state == self.State.DRAFT:
            self.state, self.live_at = self.State.LIVE, self.live_at or timezone.now()

    def _keep(self) -> None:
        self.save()
        publish("journeys")


def must_own(person: Person) -> None:
    """Raise CannotOwn for people who have left and for agents."""
    owns = Person.objects.filter(pk=person.pk, is_active=True)
    if not owns.exclude(role=Role.AGENT).exists():
        raise CannotOwn(f"{person} cannot look after a journey. Choose somebody else.")


class NotTheOwner(Exception):
    """Somebody answered for an owner who is somebody else."""


class OwnerStays(Exception):
    """An owner who has accepted is changed by a handover only."""


class CannotOwn(Exception):
    """Agents and people who have left own nothing new."""


class NotLive(Exception):
    """Something that needs a live journey."""
