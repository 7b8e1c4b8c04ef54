"""What happened to a decision: who changed what, before and after, and who approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alignment.history import Change
from alignment.people.queries.keeper import Keeper
from alignment.versions import events_of, history_of
from journeys.models import Decision, DecisionInsight
from journeys.models.decision import content_of, digest_of
from journeys.queries.decision import Approved

CALLED = {
    "question": "the question",
    "options": "the options",
    "choice": "what was chosen",
    "effect_on_ops": "what it means for those who talk to customers",
    "dissent": "who sees it differently",
    "revisit_on": "when to look at it again",
}
MOST = 100


@dataclass(frozen=True)
class Differs:
    """One thing a decision says, in two versions."""

    label: str
    was: str
    now: str


def decision_history(
    decision: Decision, given: tuple[Approved, ...], people: dict[int, Keeper]
) -> tuple[Change, ...]:
    """The newest first; two queries beside the approvals that are `given`."""
    edits, links = _edits(decision, people), _links(decision, people)
    found = [*edits, *_approvals(given), *links]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:MOST])


def _edits(decision: Decision, people: dict[int, Keeper]) -> Iterator[Change]:
    old: dict[str, Any] | None = None
    for new in _versions(decision):
        who = _author(new, people)
        if old is None:
            yield Change(new["pgh_created_at"], who, "Wrote it down")
        else:
            for name, called in CALLED.items():
                was, now = _word(name, old), _word(name, new)
                if was != now:
                    at = new["pgh_created_at"]
                    yield Change(at, who, f"Changed {called}", was, now)
        old = new


def _links(decision: Decision, people: dict[int, Keeper]) -> Iterator[Change]:
    """Not what was said: that may be taken back."""
    found = history_of(DecisionInsight).filter(decision_id=decision.pk)
    names = ("pgh_created_at", "pgh_label", "pgh_context__metadata")
    for each in found.order_by("pgh_id").values(*names):
        is_new = each["pgh_label"] == "insert"
        what = "an insight led to it" if is_new else "an insight did not lead to it"
        yield Change(each["pgh_created_at"], _author(each, people), f"Said that {what}")


def _approvals(given: tuple[Approved, ...]) -> Iterator[Change]:
    for one in given:
        yield Change(one.at, one.by.name, "Approved it")
        if one.voided_at is None:
            continue
        if one.voided_because:
            what = f"Took the approval back: {one.voided_because}"
            yield Change(one.voided_at, one.by.name, what)
        else:
            who = one.voided_by.name if one.voided_by else "Alignment"
            what = f"The approval of {one.by} counts no more: it was edited"
            yield Change(one.voided_at, who, what)


def changed_since(decision: Decision, digest: str) -> tuple[Differs, ...]:
    """Where it differs from the version somebody read; empty if there never was one."""
    read = next(
        (
            each
            for each in reversed(list(_versions(decision)))
            if digest_of(content_of(each | {"id": decision.pk})) == digest
        ),
        None,
    )
    if read is None:
        return ()
    now = {name: getattr(decision, name) for name in CALLED}
    return tuple(
        Differs(called[0].upper() + called[1:], _word(name, read), _word(name, now))
        for name, called in CALLED.items()
        if _word(name, read) != _word(name, now)
    )


def _versions(decision: Decision) -> Any:
    names = ("pgh_created_at", "pgh_context__metadata", "initiative_id")
    return events_of(decision).values(*names, *CALLED)


def _author(version: dict[str, Any], people: dict[int, Keeper]) -> str:
    found = people.get((version["pgh_context__metadata"] or {}).get("person") or 0)
    return found.name if found else "Alignment"


def _word(name: str, said: dict[str, Any]) -> str:
    value: list[str] | int | str | date | datetime | None = said[name]
    if isinstance(value, list):
        return "; ".join(value)
    if name == "choice" and isinstance(value, int):
        options: list[str] = said["options"]
        return options[value - 1]
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(value or "")
