"""What people are told of a kickoff: asked to sponsor it, answered, its day."""

from typing import TYPE_CHECKING

from alignment.actions.models import News
from alignment.actions.operations.notify import notify
from alignment.people.models import Person
from journeys.models.sponsor import SponsorAnswer

if TYPE_CHECKING:
    from journeys.models.kickoff import Kickoff


def tell_asked(kickoff: "Kickoff", asked: SponsorAnswer) -> None:
    day = (
        f" It is meant for {kickoff.held_on:%-d %B %Y}; its page has the day for your"
        " calendar."
        if kickoff.held_on
        else ""
    )
    words = f"{asked.asked_by} asks you to sponsor “{kickoff.initiative}”"
    detail = (
        "Its kickoff can be held once you say yes yourself. You may also say no, with a"
        f" reason, or name somebody who stands in on the day.{day}"
    )
    _tell_sponsor(kickoff, asked, words, detail)


def tell_asked_again(kickoff: "Kickoff", asked: SponsorAnswer, what: str) -> None:
    """Once for each yes, however much is changed until the next one."""
    words = f"Your yes counts no more: “{kickoff.initiative}” has changed"
    detail = (
        f"{asked.asked_by} has changed {what}. The kickoff can be held once you have"
        " read what it says now, and say yes to that."
    )
    _tell_sponsor(kickoff, asked, words, detail)


def tell_accepted(kickoff: "Kickoff", asked: SponsorAnswer) -> None:
    words = f"{asked.sponsor} sponsors “{kickoff.initiative}” for ops"
    _tell_lead(kickoff, "sponsor-accepted", asked, words)


def tell_declined(kickoff: "Kickoff", asked: SponsorAnswer, reason: str) -> None:
    """Before the answer counts no more: each is told of once."""
    by = asked.sponsor
    words = f"{by} will not sponsor “{kickoff.initiative}”"
    detail = (
        f"The reason: “{reason}” The kickoff is a draft again. Ask somebody else, or"
        f" talk to {by}."
    )
    _tell_lead(kickoff, "sponsor-declined", asked, words, detail)


def _tell_sponsor(
    kickoff: "Kickoff", asked: SponsorAnswer, words: str, detail: str
) -> None:
    news = News(
        "sponsor-asked",
        key=f"sponsor-asked-{asked.pk}",
        words=words,
        detail=detail,
        url=kickoff.get_absolute_url(),
        by=asked.asked_by,
    )
    notify(news, to=[asked.sponsor])


def _tell_lead(
    kickoff: "Kickoff", kind: str, asked: SponsorAnswer, words: str, detail: str = ""
) -> None:
    news = News(
        kind,
        key=f"{kind}-{asked.pk}",
        words=words,
        detail=detail,
        url=kickoff.get_absolute_url(),
        by=asked.sponsor,
    )
    notify(news, to=[kickoff.initiative.lead])


def tell_scheduled(kickoff: "Kickoff", by: Person) -> None:
    """Tell all who are to be there of its day, and again of each other day."""
    day = kickoff.held_on
    if day is None:
        return
    there = [kickoff.initiative.lead, kickoff.sponsor, kickoff.deputy]
    news = News(
        "kickoff-scheduled",
        key=f"kickoff-scheduled-{kickoff.pk}-{day:%Y%m%d}",
        words=f"The kickoff of “{kickoff.initiative}” is on {day:%A %-d %B %Y}",
        detail="Its page has the day for your calendar, and all that is agreed so far.",
        url=kickoff.get_absolute_url(),
        by=by,
    )
    notify(news, to=[*(one for one in there if one), *kickoff.people.all()])
