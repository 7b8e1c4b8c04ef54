"""A kickoff as its page and its paper show it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from alignment.people.models import Person, Role, Side
from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Kickoff, SponsorAnswer

QUESTIONS: dict[str, tuple[str, str]] = {
    "problem": (
        "What is the problem?",
        "In a sentence or two, and how you know: contacts, words, numbers.",
    ),
    "outcome": (
        "What will be different for the customer?",
        "What they can do then that they cannot do now.",
    ),
    "customers": ("Which customers?", "Who notices it, and roughly how many."),
    "out_of_scope": (
        "What is out of scope?",
        "What somebody might expect, and will not get.",
    ),
    "adoption_target": (
        "How will we know that it is used?",
        "The adoption target, like “65% of returns begin in the app by March”.",
    ),
    "ops_guardrail": (
        "What must not get worse in ops?",
        "The guardrail, like “at most 10 contacts per 1,000 customers a week”.",
    ),
    "risks": ("What would make us stop?", "The risks, and who sees them first."),
    "held_on": ("On which day is the kickoff?", "Both sides in one room."),
    "people": ("Who takes part?", "People of both sides."),
}


@dataclass(frozen=True)
class Answered:
    """A question with what is said to it; `answer` is empty where nothing is."""

    name: str
    question: str
    answer: Any


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked to sponsor it, and what became of that."""

    sponsor: Keeper
    asked_by: Keeper
    asked_at: Any
    answer: str
    word: str
    reason: str
    answered_at: Any
    is_over: bool


@dataclass(frozen=True)
class KickoffPage:
    answered: tuple[Answered, ...]
    people: tuple[Keeper, ...]
    sponsor: Keeper | None
    deputy: Keeper | None
    lead: Keeper
    asked: tuple[Asked, ...]
    sponsors: tuple[Keeper, ...]
    deputies: tuple[Keeper, ...]
    may_answer: bool
    may_edit: bool
    is_due: bool
    main: str

    @property
    def has_both_sides(self) -> bool:
        """Of those who take part, who leads it and who sponsors it."""
        there = [*self.people, self.lead, *([self.sponsor] if self.sponsor else [])]
        return {each.side for each in there} >= set(Side.values)


def kickoff_page(kickoff: Kickoff, viewer: Person, on: date) -> KickoffPage:
    """The whole page in 4 queries."""
    known = keepers()
    there = tuple(kickoff.people.values_list("pk", flat=True))
    lead = known[kickoff.initiative.lead_id]
    ops = Person.objects.on(Side.OPS).order_by("name").values_list("pk", "role")
    leaders = {Role.LEADER, Role.ADMIN}
    return KickoffPage(
        answered=tuple(
            Answered(name, question, getattr(kickoff, name))
            for name, (question, _) in QUESTIONS.items()
            if name in Kickoff.QUESTIONS
        ),
        people=tuple(sorted((known[pk] for pk in there), key=lambda one: one.name)),
        sponsor=known.get(kickoff.sponsor_id or 0),
        deputy=known.get(kickoff.deputy_id or 0),
        lead=lead,
        asked=_asked(kickoff, known),
        sponsors=tuple(
            known[pk]
            for pk, role in ops
            if role in leaders and pk not in {lead.pk, kickoff.sponsor_id}
        ),
        deputies=tuple(known[pk] for pk, _ in ops if pk != kickoff.sponsor_id),
        may_answer=viewer.pk == kickoff.sponsor_id and not kickoff.is_held,
        may_edit=viewer.edits and not kickoff.is_held,
        is_due=kickoff.held_on is not None and kickoff.held_on <= on,
        main=_main(kickoff, viewer, on),
    )


def _main(kickoff: Kickoff, viewer: Person, on: date) -> str:
    """What comes next, and is theirs to do: the one button that stands out."""
    if kickoff.is_held:
        return ""
    if kickoff.sponsor_id == viewer.pk and not kickoff.sponsor_accepted_at:
        return "accept"
    if not viewer.edits:
        return ""
    if kickoff.state == Kickoff.State.DRAFT:
        ready = "schedule" if kickoff.sponsor_id else "ask"
        return "answer" if kickoff.missing else ready
    is_due = kickoff.held_on is not None and kickoff.held_on <= on
    return "hold" if kickoff.sponsor_accepted_at and is_due else ""


def _asked(kickoff: Kickoff, known: dict[int, Keeper]) -> tuple[Asked, ...]:
    """Newest first."""
    rows = kickoff.answers.order_by("-asked_at", "-pk").values_list(
        *("sponsor_id", "asked_by_id", "asked_at", "answer", "reason"),
        *("answered_at", "ended_at"),
    )
    return tuple(
        Asked(
            known[sponsor],
            known[by],
            at,
            answer,
            str(SponsorAnswer.Answer(answer).label) if answer else "Asked",
            reason,
            answered,
            ended is not None,
        )
        for sponsor, by, at, answer, reason, answered, ended in rows
    )
