"""The words for a change: two versions of a row become lines people can read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import Model

from alignment.people.models import Side
from alignment.people.queries.keeper import Keeper
from journeys.models import Handover, Journey, Phase, Step
from journeys.models.step import FEELINGS

Line = tuple[str, str, str]
"""What happened, before, after; the last two may be empty."""
Row = dict[str, Any]

JOURNEY_TEXTS = {"title": "the title", "area": "the area", "summary": "the summary"}
STEP_TEXTS = {
    "name": "its name",
    "where": "where it happens",
    "customer_does": "what the customer does",
    "staff_do": "what staff do behind it",
    "systems": "the systems",
    "quote": "what customers say",
    "quote_from": "where that was said",
    "feeling": "how the customer feels",
    "is_moment": "whether it is a moment that matters",
}


@dataclass(frozen=True)
class Words:
    """Names for ids, and clock times for moments."""

    people: dict[int, Keeper]
    steps: dict[int, str]
    zone: tzinfo

    def person(self, pk: int | None) -> str:
        found = self.people.get(pk or 0)
        return found.name if found else "nobody"

    def author(self, row: Row) -> str:
        """Who made the change; the app itself where no request did."""
        metadata = row["pgh_context__metadata"] or {}
        found = self.people.get(metadata.get("person") or 0)
        return found.name if found else "Alignment"

    def value(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return ", ".join(value)
        if name == "feeling":
            return FEELINGS.get(value, "")
        if isinstance(value, datetime):
            return value.astimezone(self.zone).strftime("%H:%M")
        return str(value or "")


def describe(
    model: type[Model], old: Row | None, new: Row, words: Words
) -> Iterator[Line]:
    """Lines for one change; none where it says nothing to people."""
    tell = {Journey: _journey, Step: _step, Phase: _phase, Handover: _handover}[model]
    yield from tell(old, new, words)


def _journey(old: Row | None, new: Row, words: Words) -> Iterator[Line]:
    if old is None:
        yield f"Started “{new['title']}”", "", ""
    else:
        yield from _texts(old, new, JOURNEY_TEXTS, "Changed {}", words)
        if old["state"] != new["state"]:
            yield _state(old["state"], new["state"]), "", ""
    for side in Side:
        yield from _owner(side.value, old, new, words)


def _state(old: str, new: str) -> str:
    if new == Journey.State.ARCHIVED:
        return "Archived the journey"
    if old == Journey.State.ARCHIVED:
        return "Brought the journey back"
    return "The journey went live"


def _owner(side: str, old: Row | None, new: Row, words: Words) -> Iterator[Line]:
    owner = f"{side}_owner_id"
    name = words.person(new[owner])
    if old is None:
        yield f"Named {name} to look after it", "", ""
    elif old[owner] != new[owner]:
        yield "Changed who looks after it", words.person(old[owner]), name
    before = old or {}
    if new[f"{side}_accepted_at"] and not before.get(f"{side}_accepted_at"):
        yield f"{name} accepted", "", ""
    if new[f"{side}_declined"] and not before.get(f"{side}_declined"):
        yield f"{name} declined: {new[f'{side}_declined']}", "", ""
    said = new[f"{side}_confirmed_at"] != before.get(f"{side}_confirmed_at")
    if said and new[f"{side}_confirmed_by_id"]:
        by = words.person(new[f"{side}_confirmed_by_id"])
        yield f"{by} said the map is still true", "", ""


def _step(old: Row | None, new: Row, words: Words) -> Iterator[Line]:
    name = f"“{new['name']}”"
    if old is None:
        yield f"Added the step {name}", "", ""
        return
    if bool(old["removed_at"]) != bool(new["removed_at"]):
        verb = "Removed" if new["removed_at"] else "Brought back"
        yield f"{verb} the step {name}", "", ""
        return
    here, there = (old["phase_id"], old["position"]), (new["phase_id"], new["position"])
    moved = (new["pgh_context__metadata"] or {}).get("moved")
    if here != there and moved == new["pgh_obj_id"]:
        yield f"Moved the step {name}", "", ""
    yield from _texts(old, new, STEP_TEXTS, f"Changed {name}: {{}}", words)
    for side in Side:
        owner = f"{side.value}_owner_id"
        if old[owner] != new[owner]:
            was, now = words.person(old[owner]), words.person(new[owner])
            yield f"Changed who looks after {name}", was, now


def _phase(old: Row | None, new: Row, words: Words) -> Iterator[Line]:
    name = f"“{new['name']}”"
    if new["pgh_label"].startswith("delete"):
        yield f"Removed the phase {name}", "", ""
    elif old is None:
        yield f"Added the phase {name}", "", ""
    elif old["name"] != new["name"]:
        yield "Renamed a phase", old["name"], new["name"]
    elif old["position"] != new["position"]:
        yield f"Moved the phase {name}", "", ""


def _handover(old: Row | None, new: Row, words: Words) -> Iterator[Line]:
    giver, receiver = words.person(new["giver_id"]), words.person(new["receiver_id"])
    if old is None:
        yield f"Asked {receiver} to take over from {giver}", "", ""
    elif new["answer"] == Handover.Answer.ACCEPTED:
        yield f"{receiver} took over from {giver}", "", ""
    elif new["answer"] == Handover.Answer.DECLINED:
        yield f"{receiver} declined to take over: {new['answer_reason']}", "", ""
    elif new["answer"] == Handover.Answer.WITHDRAWN:
        yield f"Took back the question to {receiver}", "", ""


def _texts(
    old: Row, new: Row, fields: dict[str, str], said: str, words: Words
) -> Iterator[Line]:
    for name, called in fields.items():
        if old[name] != new[name]:
            was, now = words.value(name, old[name]), words.value(name, new[name])
            yield said.format(called), was, now
