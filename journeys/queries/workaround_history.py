"""What happened to a workaround: who changed what, before and after."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from alignment.history import Change
from alignment.people.queries.keeper import Keeper
from alignment.versions import events_of, history_of
from journeys.models import Release, Step, UseReport, Workaround
from journeys.queries.workaround_cost import plain

State = Workaround.State
TEXTS = {
    "what": "what is done by hand",
    "step_id": "the step",
    "systems": "the systems",
    "people_count": "how many people do it",
    "times_a_week": "how often a week",
    "times_low": "how often at least",
    "times_high": "how often at most",
    "minutes_each": "how long it takes",
    "minutes_low": "how long at least",
    "minutes_high": "how long at most",
    "error_percent": "how many of 100 go wrong",
    "fix_minutes": "how long it takes to mend one",
}
BECAME = {
    State.PROPOSED: "Opened it again",
    State.ACCEPTED: "Accepted it",
    State.RETIRED: "Retired it: nobody does it by hand any more",
}


def workaround_history(
    workaround: Workaround, people: dict[int, Keeper]
) -> tuple[Change, ...]:
    """Newest first; 4 queries."""
    said = history_of(UseReport).filter(workaround_id=workaround.pk)
    names = {
        "step_id": dict(Step.everything.values_list("pk", "name")),
        "release_id": dict(Release.objects.values_list("pk", "name")),
    }
    events = events_of(workaround).select_related("pgh_context")
    found = [
        *_changes(events, people, names),
        *_reports(said.select_related("pgh_context").order_by("pgh_id"), people),
    ]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def _who(event: Any, people: dict[int, Keeper]) -> str:
    person = (event.pgh_context.metadata if event.pgh_context else {}).get("person")
    return people[person].name if person in people else "Alignment"


def _changes(
    events: Any, people: dict[int, Keeper], names: dict[str, dict[int, str]]
) -> Iterator[Change]:
    before: Any = None
    for event in events:
        at, who = event.pgh_created_at, _who(event, people)
        if before is None:
            yield Change(at, who, "Proposed it")
        else:
            for what, was, now in _lines(before, event, people, names):
                yield Change(at, who, what, was, now)
        before = event


def _lines(
    old: Any, new: Any, people: dict[int, Keeper], names: dict[str, dict[int, str]]
) -> Iterator[tuple[str, str, str]]:
    if old.state != new.state or old.release_id != new.release_id:
        yield _became(old, new, names["release_id"]), "", ""
    if old.owner_id != new.owner_id:
        yield "Changed who owns it", _named(old, people), _named(new, people)
    for name, called in TEXTS.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            known = names.get(name, {})
            yield f"Changed {called}", _shown(was, known), _shown(now, known)


def _became(old: Any, new: Any, releases: dict[int, str]) -> str:
    if new.state == State.REJECTED:
        return f"Said that it is no workaround: {new.rejected_because}"
    if new.state == State.PLANNED:
        return f"Planned its fix: “{releases.get(new.release_id, 'a release')}”"
    if new.state == State.ACCEPTED and old.state in {State.PLANNED, State.RETIRED}:
        return "Opened it again"
    return BECAME[State(new.state)]


def _named(event: Any, people: dict[int, Keeper]) -> str:
    found = people.get(event.owner_id or 0)
    return found.name if found else "nobody"


def _shown(value: Any, names: dict[int, str]) -> str:
    if value is None:
        return "nothing"
    if names:
        return names.get(value, "a step that is gone")
    if isinstance(value, list):
        return ", ".join(value) or "nothing"
    return plain(value) if isinstance(value, Decimal | int) else str(value)


def _reports(events: Any, people: dict[int, Keeper]) -> Iterator[Change]:
    for event in events:
        at, who = event.pgh_created_at, _who(event, people)
        name = people[event.person_id].name
        if event.pgh_label.startswith("delete"):
            continue
        yield Change(at, who, _said(event.times_a_week, event.answered_on, name))


def _said(times: Decimal | None, on: date | None, name: str) -> str:
    if on is None or times is None:
        return f"Asked {name} whether they still do it"
    if not times:
        return f"{name} does it no more"
    return f"{name} still does it, {plain(times)} times a week"
