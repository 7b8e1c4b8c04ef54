"""The customers: who they are, and when they were active on which journey.

Days are counted from the first day of the story, which is 0. Customers are numbered
in the order in which they joined; those from before the story joined on day 0, as if
the customer records had been renewed then.
"""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from alignment.runtime.demo.calendar import DAYS
from alignment.runtime.demo.chance import uniform

CUSTOMERS = 300_000
OLD_SHARE = 0.8
EVERYONE = "Pay my bill"
READERS = "Send a meter reading"
"""Three customers in five read their meter themselves: see `reader`."""


@dataclass(frozen=True)
class Spell:
    """A journey that a customer is on for a while: how many begin, and for how long.

    `asks_days` is the time from its beginning in which they mostly get in touch.
    """

    share: float
    days: int
    asks_days: int


SPELLS = {
    "Move home": Spell(0.31, 150, 75),
    "Get a smart meter": Spell(0.25, 160, 90),
    "Get help when money is short": Spell(0.06, 300, 120),
}
JOINING = "Switch to Brightwater"
JOINING_SPELL = Spell(1.0, 170, 60)


@dataclass(frozen=True)
class Population:
    scale: float

    @property
    def size(self) -> int:
        return max(1, round(CUSTOMERS * self.scale))

    @cached_property
    def customers(self) -> pl.DataFrame:
        """number (from 0), joined and left (a day, null while they stay)."""
        old = round(self.size * OLD_SHARE)
        new = max(1, self.size - old)
        number = pl.col("number")
        joined = pl.when(number < old).then(0)
        since = pl.col("joined") + 40 + (uniform("left after") * 900).cast(pl.Int64)
        stays = (uniform("leaves") > 0.2) | (since >= DAYS)
        return (
            pl.DataFrame({"number": pl.int_range(self.size, eager=True)})
            .with_columns(
                joined=joined.otherwise(1 + (number - old) * (DAYS - 1) // new)
            )
            .with_columns(left=pl.when(stays).then(None).otherwise(since))
        )

    def activity(self, journey: str) -> pl.DataFrame:
        """number, first and until (null while it lasts), by first day."""
        always = self.customers.select("number", first="joined", until="left")
        if journey == EVERYONE:
            return always
        if journey == READERS:
            return always.filter(pl.col("number") == reader(pl.col("number")))
        if journey == JOINING:
            spell = JOINING_SPELL
            begun = self.customers.filter(pl.col("joined") > 0).with_columns(
                first=pl.col("joined") - 12
            )
        else:
            spell = SPELLS[journey]
            span = DAYS + spell.days
            first = (uniform(f"{journey} begins") * span).cast(pl.Int64) - spell.days
            begun = self.customers.with_columns(first=first).filter(
                uniform(journey) < spell.share, pl.col("first") >= _since()
            )
        until = pl.min_horizontal(pl.col("first") + spell.days, "left")
        return (
            begun.with_columns(until=until)
            .filter(pl.col("until") > pl.col("first"))
            .with_columns(until=pl.when(pl.col("until") < DAYS).then(pl.col("until")))
            .select("number", "first", "until")
            .sort("first", "number")
        )


def reader(number: pl.Expr) -> pl.Expr:
    """The customer of that number, or one beside them who reads their meter."""
    return number // 5 * 5 + number % 5 % 3


def _since() -> pl.Expr:
    """From when a customer can begin a spell: old ones may be on one already."""
    return pl.when(pl.col("joined") == 0).then(-10_000).otherwise(pl.col("joined"))


def asks_days(journey: str) -> int:
    return (JOINING_SPELL if journey == JOINING else SPELLS[journey]).asks_days
