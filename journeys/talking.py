"""What of journeys can be talked about, and who is told when a talk begins."""

from alignment.actions.subjects import Subject, register
from alignment.people.models import Person
from journeys import access
from journeys.models import (
    Decision,
    Initiative,
    Insight,
    Journey,
    Kickoff,
    Meeting,
    Release,
    Workaround,
)


def owners(journey: Journey) -> list[Person]:
    return [journey.product_owner, journey.ops_owner]


def lead_and_sponsor(initiative: Initiative) -> list[Person | None]:
    kickoff = getattr(initiative, "kickoff", None)
    return [initiative.lead, kickoff.sponsor if kickoff else None]


def lead_sponsor_and_deputy(kickoff: Kickoff) -> list[Person | None]:
    return [kickoff.initiative.lead, kickoff.sponsor, kickoff.deputy]


def writer_lead_and_sponsor(decision: Decision) -> list[Person | None]:
    return [decision.created_by, *lead_and_sponsor(decision.initiative)]


def organiser_and_near(meeting: Meeting) -> list[Person | None]:
    """Not everybody invited: they look after what it is about."""
    near: list[Person | None] = [meeting.organised_by]
    if meeting.initiative:
        near += lead_and_sponsor(meeting.initiative)
    for journey in meeting.journeys.select_related("product_owner", "ops_owner"):
        near += owners(journey)
    return near


def teller_and_owners(insight: Insight) -> list[Person]:
    return [insight.told_by, *owners(insight.journey)]


def recorder_and_owners(release: Release) -> list[Person]:
    touched = release.journeys.select_related("product_owner", "ops_owner")
    return [release.created_by, *(one for each in touched for one in owners(each))]


def all_near(workaround: Workaround) -> list[Person | None]:
    near = [workaround.owner, workaround.proposed_by]
    return [*near, *owners(workaround.step.journey)]


def where_told(insight: Insight) -> str:
    """Not what was said: that may be taken back."""
    return f"An insight about {insight.journey}"


def register_subjects() -> None:
    register(
        Subject("journey", access.journey_to_talk, owners, suggests=True),
        Subject("initiative", access.initiative_to_talk, lead_and_sponsor),
        Subject("kickoff", access.kickoff_to_talk, lead_sponsor_and_deputy),
        Subject("decision", access.decision_to_see, writer_lead_and_sponsor),
        Subject("meeting", access.meeting_to_see, organiser_and_near),
        Subject("insight", access.insight_to_see, teller_and_owners, where_told),
        Subject("release", access.release_to_talk, recorder_and_owners),
        Subject("workaround", access.workaround_to_see, all_near),
    )
