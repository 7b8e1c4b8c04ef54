"""Journeys drawn beforehand, one TOML file each in journeys/blueprints/."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "blueprints"
EXAMPLE = "An example. Ask a customer."
INDUSTRIES = ("Energy", "Telecom", "Bank", "Retail", "Insurance")


@dataclass(frozen=True)
class DrawnStep:
    name: str
    where: str
    customer_does: str
    staff_do: str
    systems: tuple[str, ...]
    feeling: int
    quote: str = ""
    moment: bool = False

    @property
    def model_fields(self) -> dict[str, Any]:
        """As a Step takes them; a quote says that nobody has said it yet."""
        return {
            "name": self.name,
            "where": self.where,
            "customer_does": self.customer_does,
            "staff_do": self.staff_do,
            "systems": list(self.systems),
            "feeling": self.feeling,
            "is_moment": self.moment,
            "quote": self.quote,
            "quote_from": EXAMPLE if self.quote else "",
        }


@dataclass(frozen=True)
class DrawnPhase:
    name: str
    steps: tuple[DrawnStep, ...]


@dataclass(frozen=True)
class Blueprint:
    key: str
    industry: str
    title: str
    area: str
    summary: str
    phases: tuple[DrawnPhase, ...]

    @property
    def step_count(self) -> int:
        return sum(len(phase.steps) for phase in self.phases)


@cache
def blueprints() -> tuple[Blueprint, ...]:
    """All of them, by industry in its usual order, then title."""
    found = [_read(path) for path in FOLDER.glob("*.toml")]
    return tuple(
        sorted(found, key=lambda one: (INDUSTRIES.index(one.industry), one.title))
    )


def blueprint(key: str) -> Blueprint | None:
    return next((one for one in blueprints() if one.key == key), None)


def _read(path: Path) -> Blueprint:
    drawn = tomllib.loads(path.read_text(encoding="utf-8"))
    phases = drawn.pop("phases")
    return Blueprint(
        key=path.stem, **drawn, phases=tuple(_phase(phase) for phase in phases)
    )


def _phase(phase: dict[str, Any]) -> DrawnPhase:
    steps = tuple(
        DrawnStep(**{**step, "systems": tuple(step["systems"])})
        for step in phase["steps"]
    )
    return DrawnPhase(phase["name"], steps)
