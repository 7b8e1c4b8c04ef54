"""What of journeys can be talked about, and who is told when a talk begins."""

from alignment.actions.subjects import Subject, register
from alignment.people.models import Person
from journeys import access
from journeys.models import Initiative, Insight, Journey


def owners(journey: Journey) -> list[Person]:
    return [journey.product_owner, journey.ops_owner]


def lead_and_sponsor(initiative: Initiative) -> list[Person | None]:
    kickoff = getattr(initiative, "kickoff", None)
    return [initiative.lead, kickoff.sponsor if kickoff else None]


def teller_and_owners(insight: Insight) -> list[Person]:
    return [insight.told_by, *owners(insight.journey)]


def where_told(insight: Insight) -> str:
    """Not what was said: that may be taken back."""
    return f"An insight about {insight.journey}"


def register_subjects() -> None:
    register(
        Subject("journey", access.journey_to_talk, owners, suggests=True),
        Subject("initiative", access.initiative_to_talk, lead_and_sponsor),
        Subject("insight", access.insight_to_see, teller_and_owners, where_told),
    )
