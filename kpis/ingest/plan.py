"""How the columns of a file become contacts or lines of a customer list."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

NOBODY = ("0", "unknown", "n/a", "na", "-", "?", "null", "none", "anonymous")
UNITS = {
    "seconds": "Seconds",
    "minutes": "Minutes",
    "hours": "Hours",
    "clock": "Hours, minutes and seconds, like 0:04:12",
}
UNIT_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "clock": 1}
COLUMN_FIELDS = (
    "id",
    "second_id",
    "began",
    "time",
    "customer",
    "reason",
    "channel",
    "direction",
    "journey",
    "talk",
    "hold",
    "after",
    "outcome",
    "resolved",
    "transferred",
    "complaint",
    "active_from",
    "active_until",
)


@dataclass(frozen=True)
class Plan:
    """Columns by their keys (`c0`, `c1`, …), "" for none; and what values mean."""

    id: str = ""
    second_id: str = ""
    began: str = ""
    time: str = ""
    way: str = "iso"
    customer: str = ""
    nobody: tuple[str, ...] = NOBODY
    reason: str = ""
    channel: str = ""
    channel_fixed: int = 1
    channels: dict[str, int] = field(default_factory=dict)
    direction: str = ""
    outbound: tuple[str, ...] = ()
    journey: str = ""
    journey_fixed: str = ""
    """A journey's id, "all" for every live journey (customer lists), or ""."""
    journeys: dict[str, int] = field(default_factory=dict)
    """Journeys chosen by hand for names that no journey has."""
    talk: str = ""
    hold: str = ""
    after: str = ""
    unit: str = "seconds"
    outcome: str = ""
    handled: tuple[str, ...] = ()
    abandoned: tuple[str, ...] = ()
    resolved: str = ""
    transferred: str = ""
    complaint: str = ""
    active_from: str = ""
    active_until: str = ""

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Plan":
        known = {each.name for each in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in stored.items()
            if name in known
        }
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def columns(self) -> list[str]:
        """The keys of the columns that are used."""
        return [key for name in COLUMN_FIELDS if (key := getattr(self, name))]


@dataclass(frozen=True)
class Surroundings:
    """What a row is judged with beside the plan."""

    names: dict[str, str]
    """The header of each column key."""
    zone: str = "UTC"
    """Of times without an offset: the source's."""
    home_zone: str = "UTC"
    """In which days are counted: the installation's."""
    journeys: dict[str, int] = field(default_factory=dict)
    """Journey ids by title and by address, in lower case."""
    live_journeys: tuple[int, ...] = ()
