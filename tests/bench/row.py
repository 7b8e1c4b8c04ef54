"""One line of the table of speeds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A goal, what was measured, the ratio found, and the ratio that is good enough.

    Both figures are taken in the same run, so that a slow machine slows both.
    """

    goal: str
    what: str
    ratio: float
    limit: float

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.limit
