"""Teams, each on one side, and who belongs to them."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse


class Side(models.TextChoices):
    """The two halves. What they are called is the organisation's to say."""

    PRODUCT = "product", "Product"
    OPS = "ops", "Operations"

    @property
    def other(self) -> "Side":
        return Side.OPS if self is Side.PRODUCT else Side.PRODUCT


class Team(models.Model):
    """A group of people on one side."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=90, unique=True)
    side = models.CharField(max_length=7, choices=Side)

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
