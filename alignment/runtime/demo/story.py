"""Reads the story of the demo organisation from its TOML files."""

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "story"


def key_of(name: str) -> str:
    """How the other files call a person: "Tomás Varga" is tomas.varga."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", ".")


@dataclass(frozen=True)
class PersonStory:
    name: str
    role: str
    title: str
    left_days_ago: int | None = None

    @property
    def key(self) -> str:
        return key_of(self.name)


@dataclass(frozen=True)
class TeamStory:
    name: str
    side: str
    people: tuple[PersonStory, ...]


@dataclass(frozen=True)
class StepStory:
    """An owner "" is a gap that the story wants."""

    name: str
    where: str
    customer_does: str
    staff_do: str
    systems: list[str]
    quote: str
    quote_from: str
    feeling: int
    product_owner: str
    ops_owner: str
    moment: bool = False


@dataclass(frozen=True)
class PhaseStory:
    name: str
    steps: tuple[StepStory, ...]


@dataclass(frozen=True)
class HandoverStory:
    """Without `answered_days_ago` it still waits for an answer."""

    side: str
    receiver: str
    days_ago: int
    note: str
    answered_days_ago: int | None = None
    answer: str = "accepted"
    answer_reason: str = ""


@dataclass(frozen=True)
class JourneyStory:
    """The owners are the first ones; handovers say who came after."""

    title: str
    area: str
    summary: str
    product_owner: str
    ops_owner: str
    created_days_ago: int
    phases: tuple[PhaseStory, ...]
    handovers: tuple[HandoverStory, ...] = ()
    accepted_days_ago: int | None = None
    product_accepted_days_ago: int | None = None
    confirmed_days_ago: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Effect:
    """Contacts of a reason are multiplied by `factor` for weeks, then by `after`."""

    reason: str
    factor: float
    weeks: float
    after: float


@dataclass(frozen=True)
class ReleaseStory:
    name: str
    days_ago: int
    journeys: list[str]
    by: str
    summary: str
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True)
class TargetStory:
    """Of the whole company where the journey is ""."""

    journey: str
    metric: str
    value: str
    proposed_by: str
    proposed_days_ago: int
    agreed_by: str = ""
    agreed_days_ago: int = 0


@dataclass(frozen=True)
class ActionStory:
    """`due_in` counts days from today; `first_due_in` where it was moved since."""

    title: str
    owner: str
    by: str
    days_ago: int
    due_in: int
    journey: str
    effect: str = ""
    first_due_in: int | None = None
    done_days_ago: int | None = None
    words: str = ""
    dropped: bool = False


@dataclass(frozen=True)
class AskedStory:
    """Without `answered_days_ago` they have not answered yet; a reason is a no."""

    sponsor: str
    days_ago: int
    answered_days_ago: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class InitiativeStory:
    """`stages` are (stage, days ago); `held_in` counts days from today."""

    title: str
    summary: str
    lead: str
    days_ago: int
    journeys: list[str]
    steps: list[str]
    answers: dict[str, str]
    people: list[str]
    asked: tuple[AskedStory, ...] = ()
    deputy: str = ""
    held_in: int | None = None
    scheduled_days_ago: int | None = None
    stages: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class ReasonStory:
    """`per_day` is an average day at full size; shares are from 0 to 1."""

    label: str
    per_day: float
    talk: int
    step: tuple[str, str] | None = None
    demand: str = ""
    season: str = "level"
    mix: dict[str, float] = field(default_factory=lambda: {"call": 1.0})
    repeats: float = 0.08
    complaints: float = 0.02
    transfers: float = 0.1
    outbound: bool = False


@dataclass(frozen=True)
class SourceStory:
    name: str
    slug: str
    file: str
    prefix: str
    week: str
    handling: str
    reasons: tuple[ReasonStory, ...]


@dataclass(frozen=True)
class Incident:
    days_ago: int
    reasons: list[str]
    factor: float


@dataclass(frozen=True)
class Story:
    organisation: str
    mail_domain: str
    admin: str
    teams: tuple[TeamStory, ...]
    journeys: tuple[JourneyStory, ...]
    releases: tuple[ReleaseStory, ...]
    targets: tuple[TargetStory, ...]
    actions: tuple[ActionStory, ...]
    initiatives: tuple[InitiativeStory, ...]
    sources: tuple[SourceStory, ...]
    seasons: dict[str, list[float]]
    weekdays: dict[str, list[float]]
    incidents: tuple[Incident, ...]


@cache
def story() -> Story:
    """The whole story, read once."""
    people, releases = _read(FOLDER / "people.toml"), _read(FOLDER / "releases.toml")
    contacts, actions = _read(FOLDER / "contacts.toml"), _read(FOLDER / "actions.toml")
    journeys = sorted((FOLDER / "journeys").glob("*.toml"))
    return Story(
        organisation=people["organisation"],
        mail_domain=people["mail_domain"],
        admin=people["admin"],
        teams=tuple(_team(team) for team in people["teams"]),
        journeys=tuple(_journey(_read(path)) for path in journeys),
        releases=tuple(_release(each) for each in releases["releases"]),
        targets=tuple(TargetStory(**each) for each in releases["targets"]),
        actions=tuple(ActionStory(**each) for each in actions["actions"]),
        initiatives=tuple(
            _initiative(_read(path))
            for path in sorted((FOLDER / "initiatives").glob("*.toml"))
        ),
        sources=tuple(_source(each) for each in contacts["sources"]),
        seasons=contacts["seasons"],
        weekdays=contacts["weekdays"],
        incidents=tuple(Incident(**each) for each in contacts["incidents"]),
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _team(found: dict[str, Any]) -> TeamStory:
    people = tuple(PersonStory(**person) for person in found.pop("people"))
    return TeamStory(**found, people=people)


def _journey(found: dict[str, Any]) -> JourneyStory:
    phases = tuple(
        PhaseStory(phase["name"], tuple(StepStory(**step) for step in phase["steps"]))
        for phase in found.pop("phases")
    )
    handovers = tuple(HandoverStory(**each) for each in found.pop("handovers", ()))
    return JourneyStory(**found, phases=phases, handovers=handovers)


def _initiative(found: dict[str, Any]) -> InitiativeStory:
    asked = tuple(AskedStory(**each) for each in found.pop("asked", ()))
    stages = tuple((stage, days) for stage, days in found.pop("stages", ()))
    return InitiativeStory(**found, asked=asked, stages=stages)


def _release(found: dict[str, Any]) -> ReleaseStory:
    effects = tuple(Effect(**effect) for effect in found.pop("effects", ()))
    return ReleaseStory(**found, effects=effects)


def _source(found: dict[str, Any]) -> SourceStory:
    reasons = tuple(_reason(reason) for reason in found.pop("reasons"))
    return SourceStory(**found, reasons=reasons)


def _reason(found: dict[str, Any]) -> ReasonStory:
    step = found.pop("step", None)
    return ReasonStory(**found, step=(step[0], step[1]) if step else None)
