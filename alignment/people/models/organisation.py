"""The one row that says whose installation this is, and the words it uses."""

from decimal import Decimal

import pghistory
from django.db import models

from alignment.people.models.team import Side


def in_sentence(word: str) -> str:
    """A side's word inside a sentence: "product", but "Customer Care" and "CX"."""
    plain = word.isalpha() and word[1:].islower()
    return word.lower() if plain else word


SIGNS = {"EUR": "€", "GBP": "£", "JPY": "¥", "USD": "$"}


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Organisation(models.Model):
    """Exactly one row, id 1. `hourly_cost` is what an hour of work costs it."""

    class Currency(models.TextChoices):
        AUD = "AUD", "Australian dollar"
        CAD = "CAD", "Canadian dollar"
        CHF = "CHF", "Swiss franc"
        CZK = "CZK", "Czech koruna"
        DKK = "DKK", "Danish krone"
        EUR = "EUR", "Euro"
        GBP = "GBP", "Pound sterling"
        INR = "INR", "Indian rupee"
        JPY = "JPY", "Japanese yen"
        NOK = "NOK", "Norwegian krone"
        NZD = "NZD", "New Zealand dollar"
        PLN = "PLN", "Polish złoty"
        SEK = "SEK", "Swedish krona"
        USD = "USD", "US dollar"

    name = models.CharField(max_length=80, default="Our company")
    product_word = models.CharField(max_length=30, default="Product")
    ops_word = models.CharField(max_length=30, default="Operations")
    ops_short_word = models.CharField(max_length=12, default="Ops")
    repeat_days = models.PositiveSmallIntegerField(
        "days in which another contact is a repeat", default=7
    )
    hourly_cost = models.DecimalField(
        "what an hour of work costs",
        max_digits=8,
        decimal_places=2,
        default=Decimal(32),
        db_default=Decimal(32),
    )
    currency = models.CharField(
        max_length=3, choices=Currency, default="GBP", db_default="GBP"
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
            models.CheckConstraint(
                condition=models.Q(hourly_cost__gt=0),
                name="organisation_hourly_cost_is_some",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Organisation":
        """The row; made with its defaults at first use."""
        return cls.objects.get_or_create(pk=1)[0]

    def money(self, amount: Decimal) -> str:
        """An amount in its currency, whole: “£1,240”, “CHF 1,240”."""
        return f"{self._sign}{amount:,.0f}"

    @property
    def hour(self) -> str:
        """What an hour costs, exactly: “£32”, “£32.50”."""
        rate = Decimal(self.hourly_cost)
        whole = rate == rate.to_integral()
        return self.money(rate) if whole else f"{self._sign}{rate:,.2f}"

    @property
    def _sign(self) -> str:
        return SIGNS.get(self.currency, f"{self.currency}\N{NO-BREAK SPACE}")

    def word(self, side: str) -> str:
        return self.product_word if side == Side.PRODUCT else self.ops_word

    def short_word(self, side: str) -> str:
        return self.product_word if side == Side.PRODUCT else self.ops_short_word
