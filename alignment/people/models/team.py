"""Teams, each on one side, and who belongs to them."""

from typing import TYPE_CHECKING

import pghistory
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.text import slugify

if TYPE_CHECKING:
    from alignment.people.models.person import Person


class Side(models.TextChoices):
    """The two halves. What they are called is the organisation's to say."""

    PRODUCT = "product", "Product"
    OPS = "ops", "Operations"

    @property
    def other(self) -> "Side":
        return Side.OPS if self is Side.PRODUCT else Side.PRODUCT


class TeamQuerySet(models.QuerySet["Team"]):
    @transaction.atomic
    def begin(self, *, name: str, side: str) -> "Team":
        """Make a team with an address made from its name."""
        base = slugify(name)[:80] or "team"
        taken = set(self.filter(slug__startswith=base).values_list("slug", flat=True))
        taken.add("add")  # the address of the form that makes a team
        numbers = (f"{base}-{n}" for n in range(2, len(taken) + 3))
        slug = next(s for s in (base, *numbers) if s not in taken)
        return self.create(name=name, slug=slug, side=side)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Team(models.Model):
    """A group of people on one side."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=90, unique=True)
    side = models.CharField(max_length=7, choices=Side)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="team_name_is_unique"),
            models.CheckConstraint(
                condition=models.Q(side__in=Side.values), name="team_side_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:team-show", args=[self.slug])

    @transaction.atomic
    def rename(self, name: str, *, by: "Person") -> None:
        """Give it another name; its address stays, so that links keep working."""
        self.refresh_from_db(from_queryset=Team.objects.select_for_update())
        self.name = name
        self.save(update_fields=["name"])

    @transaction.atomic
    def dissolve(self, *, by: "Person") -> None:
        """Delete it. Raises TeamNotEmpty while people belong to it or are invited.

        The lock holds off new members: a membership needs its team's row.
        """
        self.refresh_from_db(from_queryset=Team.objects.select_for_update())
        if self.membership_set.exists():
            raise TeamNotEmpty("People belong to this team. Move them first.")
        if self.invitation_set.filter(accepted_at=None).exists():
            raise TeamNotEmpty(
                "Somebody is invited to this team. Withdraw the invitation first."
            )
        self.delete()


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    """One person in one team of their own side; the database refuses another side.

    `side` is repeated here so that two foreign keys, (person, side) and
    (team, side), hold person and team together; see migration 0002.
    """

    person = models.ForeignKey("people.Person", models.CASCADE)
    team = models.ForeignKey(Team, models.CASCADE)
    side = models.CharField(max_length=7, choices=Side)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "team"], name="membership_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.team}"


class TeamNotEmpty(Exception):
    """A team goes only when nobody belongs to it."""
