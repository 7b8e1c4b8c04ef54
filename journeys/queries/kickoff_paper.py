"""A kickoff as it is printed: one page for the room."""

from datetime import date
from typing import Any

from alignment.pdf import Document, said
from alignment.people.models import Organisation, Side, in_sentence
from journeys.models import Kickoff
from journeys.queries.kickoff import QUESTIONS, KickoffPage

BESIDE = ("adoption_target", "ops_guardrail")
"""What stands in the colours of the sides; the rest is told in order."""


def kickoff_paper(
    kickoff: Kickoff, page: KickoffPage, organisation: Organisation, on: date
) -> Document:
    """The template's words; `on` is the day it is printed."""
    title = kickoff.initiative.title
    ops = in_sentence(organisation.short_word(Side.OPS))
    target, guardrail = (_asked(kickoff, name) for name in BESIDE)
    words = {
        "organisation": organisation.name,
        "foot": f"{organisation.name} · {title[:70]} · printed {on:%-d %B %Y}",
        "heading": said(title),
        "state": str(kickoff.get_state_display()),
        "is_held": kickoff.is_held,
        "day": _day(kickoff),
        "said": [
            _asked(kickoff, name) for name in Kickoff.QUESTIONS if name not in BESIDE
        ],
        "adoption": target,
        "guardrail": guardrail,
        "together": _together(kickoff, page, ops),
        "no-sponsor": "" if page.sponsor else f"Nobody in {ops} sponsors it yet",
        "people": [
            {"name": each.name, "side": each.side, "role": ""} for each in page.people
        ],
    }
    return Document("journeys/kickoff_print.typ", f"Kickoff: {title}", words)


def _asked(kickoff: Kickoff, name: str) -> dict[str, Any]:
    return {"question": QUESTIONS[name][0], "answer": said(getattr(kickoff, name))}


def _day(kickoff: Kickoff) -> str:
    if kickoff.held_on is None:
        return "No day is set yet"
    day = f"{kickoff.held_on:%A %-d %B %Y}"
    return f"{day}. What was agreed stays." if kickoff.is_held else day


def _together(kickoff: Kickoff, page: KickoffPage, ops: str) -> list[dict[str, str]]:
    """Who leads it, who sponsors it, who stands in."""
    found = [{"name": page.lead.name, "side": page.lead.side, "role": "leads it"}]
    if page.sponsor:
        yes, asked = kickoff.sponsor_accepted_at, kickoff.sponsor_asked_at
        role = f"asked to sponsor it for {ops}, has not answered"
        if yes:
            role = f"sponsors it for {ops}, said yes on {yes:%-d %B}"
        elif asked:
            role = f"asked on {asked:%-d %B} to sponsor it for {ops}, has not answered"
        found.append({"name": page.sponsor.name, "side": Side.OPS.value, "role": role})
    if page.deputy:
        name, role = page.deputy.name, "stands in on the day"
        found.append({"name": name, "side": Side.OPS.value, "role": role})
    return found
