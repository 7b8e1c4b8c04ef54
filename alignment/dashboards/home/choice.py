"""What somebody chose to look at. It stands in the address, whole."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from alignment.days import day_named

LENSES = ("shared", "product", "ops", "leaders")
WEEKS = (4, 12, 26, 52)
CHANNELS = (1, 2, 3, 4, 9)


@dataclass(frozen=True)
class Choice:
    """Filters and lens. `journey` is a slug, empty for all; `on` None for today."""

    lens: str = "shared"
    weeks: int = 12
    journey: str = ""
    channel: int | None = None
    on: date | None = None

    @classmethod
    def read(cls, query: QueryDict, *, lens: str) -> Self:
        """Read an address; what it does not say, or says wrongly, is the default.

        `lens` is the person's own, used when the address names none.
        """
        asked = query.get("lens", "")
        weeks = _number(query.get("weeks", ""))
        channel = _number(query.get("channel", ""))
        return cls(
            lens=next((one for one in (asked, lens) if one in LENSES), "shared"),
            weeks=weeks if weeks in WEEKS else 12,
            journey=query.get("journey", "")[:130],
            channel=channel if channel in CHANNELS else None,
            on=day_named(query.get("on", "")),
        )

    def only(self, journeys: set[str]) -> Self:
        """Without a journey that is none of these."""
        return self if self.journey in journeys else replace(self, journey="")

    def address(self, **changes: Any) -> str:
        """The query string of this choice with some of it changed, lens first."""
        other = replace(self, **changes)
        said = {
            "lens": other.lens,
            "weeks": other.weeks if other.weeks != 12 else "",
            "journey": other.journey,
            "channel": other.channel or "",
            "on": other.on.isoformat() if other.on else "",
        }
        return "?" + urlencode({name: value for name, value in said.items() if value})

    @property
    def unfiltered(self) -> str:
        return Choice(lens=self.lens).address()

    @property
    def is_filtered(self) -> bool:
        return replace(self, lens="shared") != Choice()

    @property
    def key(self) -> str:
        """All of it, for the name of what is kept in the cache."""
        return "|".join(
            str(part)
            for part in (self.lens, self.weeks, self.journey, self.channel, self.on)
        )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
