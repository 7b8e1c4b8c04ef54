"""Typed builders of what tests need, each with sensible defaults."""

import uuid as uuids
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from alignment.actions.models import Action, Comment, DigestTime, Notification, Thread
from alignment.people.models import Person, Role, Team
from journeys.models import (
    CustomerTest,
    Decision,
    FloorTime,
    Initiative,
    Insight,
    Journey,
    Kickoff,
    Meeting,
    Phase,
    Release,
    Requirement,
    Step,
    Workaround,
)


def team(name: str, side: str) -> Team:
    return Team.objects.create(name=name, slug=slugify(name), side=side)


def person(name: str, in_team: Team, *, role: str = Role.MEMBER) -> Person:
    made = Person.objects.create_user(
        f"{slugify(name)}@example.org", name=name, side=in_team.side, role=role
    )
    made.join(in_team)
    return made


def journey(
    title: str,
    product_owner: Person,
    ops_owner: Person,
    *,
    live: bool = True,
    steps: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("Before", ("Give notice", "Read the meter")),
        ("After", ("Get the final bill", "Start at the new home")),
    ),
) -> Journey:
    accepted = timezone.now() if live else None
    made = Journey.objects.create(
        title=title,
        slug=slugify(title),
        product_owner=product_owner,
        ops_owner=ops_owner,
        product_accepted_at=accepted,
        ops_accepted_at=accepted,
        product_confirmed_at=accepted,
        ops_confirmed_at=accepted,
        live_at=accepted,
        state=Journey.State.LIVE if live else Journey.State.DRAFT,
        created_by=product_owner,
    )
    for place, (phase_name, names) in enumerate(steps):
        phase = Phase.objects.create(journey=made, name=phase_name, position=place)
        for number, name in enumerate(names):
            Step.objects.create(
                journey=made,
                phase=phase,
                position=number,
                name=name,
                product_owner=product_owner,
                ops_owner=ops_owner,
            )
    return made


def action(title: str, owner: Person, on: date, **fields: Any) -> Action:
    given = {"first_due_on": on, "created_by": owner} | fields
    return Action.objects.create(title=title, owner=owner, due_on=on, **given)


def notification(person: Person, **fields: Any) -> Notification:
    count = Notification.objects.count()
    given = {
        "kind": "mention",
        "key": f"thing-{count}",
        "words": f"Something happened, number {count}",
        "url": "/actions/",
        "channel": "app",
    }
    return Notification.objects.create(person=person, **given | fields)


def time_for_digest(person: Person) -> DigestTime:
    """From midnight on, on every day: whenever a test runs."""
    return DigestTime.objects.create(person=person, hour=0, weekdays_only=False)


def thread(about: Any, *people: Person, **fields: Any) -> Thread:
    """A talk about something that has a field for it, with these people in it."""
    made = Thread.objects.create(
        about_words=str(about), about_url=about.get_absolute_url(), **fields
    )
    made.join(people)
    type(about).objects.filter(pk=about.pk).update(thread=made)
    return made


def comment(
    thread: Thread, by: Person, words: str = "A word", **fields: Any
) -> Comment:
    thread.join([by])
    return Comment.objects.create(thread=thread, by=by, words=words, **fields)


def release(name: str, on: date, by: Person, *journeys: Journey) -> Release:
    made = Release.objects.create(
        name=name, slug=slugify(f"{name}-{on}"), released_on=on, created_by=by
    )
    made.journeys.set(journeys)
    return made


def initiative(title: str, lead: Person, *journeys: Journey) -> Initiative:
    made = Initiative.objects.create(
        title=title, slug=slugify(title), lead=lead, created_by=lead
    )
    made.journeys.set(journeys)
    return made


def kickoff(of: Initiative, **fields: Any) -> Kickoff:
    """A draft in which everything is said but who sponsors it and when."""
    said = {name: f"Said about {name}" for name in Kickoff.QUESTIONS}
    return Kickoff.objects.create(initiative=of, **said | fields)


def insight(said: str, journey: Journey, by: Person, **fields: Any) -> Insight:
    return Insight.objects.create(
        **{"said": said, "journey": journey, "told_by": by, "severity": 2} | fields
    )


def insight_draft(said: str, journey: Journey) -> Insight:
    return Insight(said=said, journey=journey, severity=2)


def uuid() -> uuids.UUID:
    return uuids.uuid4()


def meeting(
    title: str, by: Person, starts_at: datetime, *people: Person, **fields: Any
) -> Meeting:
    """One to which these are invited; nobody is told."""
    given = {"kind": "talk", "organised_by": by, "created_by": by} | fields
    made = Meeting.objects.create(title=title, starts_at=starts_at, **given)
    for person in people:
        made.attendances.create(person=person)
    return made


def floor_time(person: Person, promised: Action, **fields: Any) -> FloorTime:
    """An hour of listening today, by somebody of product."""
    learnt = {f"{one}_learning": f"The {one}" for one in ("first", "second", "third")}
    given: dict[str, Any] = {
        "spent_on": timezone.localdate(),
        "minutes": 60,
        "where": FloorTime.Where.LISTENING,
    }
    return FloorTime.objects.create(
        person=person, action=promised, **learnt | given | fields
    )


def decision(question: str, of: Initiative, by: Person, **fields: Any) -> Decision:
    """A draft of two options, the first of them chosen, to look at again next year."""
    given: dict[str, Any] = {
        "options": ["Ask first", "Leave it as it is"],
        "choice": 1,
        "effect_on_ops": "Two calls more a day",
        "revisit_on": timezone.localdate() + timedelta(days=90),
    }
    return Decision.objects.create(
        question=question, initiative=of, created_by=by, **given | fields
    )


def approved(found: Decision, *people: Person) -> Decision:
    """With the yes of these people to what it says now."""
    for each in people:
        found.approve(digest=found.digest, by=each)
    return found


def requirements(of: Initiative, by: Person, *texts: str, **fields: Any) -> list[Any]:
    """Rows of the long list, in this order."""
    first = of.requirements.count() + 1
    return [
        Requirement.objects.create(
            initiative=of, text=text, position=place, created_by=by, **fields
        )
        for place, text in enumerate(texts, start=first)
    ]


def customer_test(of: Initiative, by: Person, **fields: Any) -> CustomerTest:
    """Not known yet how it went."""
    said: dict[str, Any] = {
        "hypothesis": "Who sees the day does not call",
        "customers": 12,
        "measure": "Calls about the label",
        "unit": "per 100",
        "tested_on": timezone.localdate(),
    }
    return CustomerTest.objects.create(initiative=of, created_by=by, **said | fields)


def workaround(what: str, step: Step, by: Person, **fields: Any) -> Workaround:
    """Proposed: 6 people, 20 times a week each, 4 minutes; 104 hours in 3 months."""
    numbers = {"people_count": 6, "times_a_week": 20, "minutes_each": 4}
    return Workaround.objects.create(
        **{"what": what, "step": step, "proposed_by": by} | numbers | fields
    )
