"""The one row that says whose installation this is, and the words it uses."""

import pghistory
from django.db import models

from alignment.people.models.team import Side


def in_sentence(word: str) -> str:
    """A side's word inside a sentence: "product", but "Customer Care" and "CX"."""
    plain = word.isalpha() and word[1:].islower()
    return word.lower() if plain else word


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Organisation(models.Model):
    """Exactly one row, id 1."""

    name = models.CharField(max_length=80, default="Our company")
    product_word = models.CharField(max_length=30, default="Product")
    ops_word = models.CharField(max_length=30, default="Operations")
    ops_short_word = models.CharField(max_length=12, default="Ops")
    repeat_days = models.PositiveSmallIntegerField(
        "days in which another contact is a repeat", default=7
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="organisation_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(repeat_days__range=(1, 90)),
                name="organisation_repeat_days_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Organisation":
        """The row; made with its defaults at first use."""
        return cls.objects.get_or_create(pk=1)[0]

    def word(self, side: str) -> str:
        return self.product_word if side == Side.PRODUCT else self.ops_word

    def short_word(self, side: str) -> str:
        return self.product_word if side == Side.PRODUCT else self.ops_short_word
