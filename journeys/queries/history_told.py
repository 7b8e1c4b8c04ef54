"""How the histories of initiatives, kickoffs, insights and the like are told."""

from alignment.history import Told
from journeys.models import (
    Attendance,
    Initiative,
    InitiativeJourney,
    Insight,
    InsightAnswer,
    Kickoff,
    KickoffPerson,
    Meeting,
    MeetingInsight,
    MeetingJourney,
    Release,
    ReleaseJourney,
    SponsorAnswer,
)
from journeys.models.initiative import InitiativeStep

INITIATIVE = (
    Told(
        Initiative,
        made="Had the idea",
        gone="Removed it",
        fields={
            "title": "what it is called",
            "summary": "what changes for the customer",
            "lead_id": "who leads it",
            "stage": "how far it is",
            "stopped_because": "why it is stopped",
        },
    ),
    Told(
        InitiativeJourney,
        of="initiative_id",
        named="journey_id",
        made="Added the journey “{}”",
        gone="Took away the journey “{}”",
    ),
    Told(
        InitiativeStep,
        of="initiative_id",
        named="step_id",
        made="Added the step “{}”",
        gone="Took away the step “{}”",
    ),
)
KICKOFF = (
    Told(
        Kickoff,
        made="Began the kickoff",
        fields={
            "state": "how far it is",
            "problem": "the problem",
            "outcome": "what will be different",
            "customers": "for whom it is",
            "out_of_scope": "what is out of scope",
            "adoption_target": "the adoption target",
            "ops_guardrail": "the guardrail",
            "risks": "the risks",
            "held_on": "the day",
            "deputy_id": "who stands in for the sponsor",
        },
    ),
    Told(
        KickoffPerson,
        of="kickoff_id",
        named="person_id",
        made="Added {}",
        gone="Took {} off",
    ),
    Told(
        SponsorAnswer,
        of="kickoff_id",
        named="sponsor_id",
        made="Asked {} to sponsor it",
        fields={"answer": "what {} said to sponsoring it", "reason": "why {} will not"},
    ),
)
INSIGHT = (
    Told(
        Insight,
        made="Told it",
        gone="Removed it",
        fields={
            "said": "what the customer said",
            "journey_id": "the journey",
            "step_id": "the step",
            "severity": "how bad it is",
            "initiative_id": "the initiative it speaks to",
            "withdrawn_at": "when it was taken back",
        },
    ),
    Told(
        InsightAnswer,
        of="insight_id",
        fields={"words": "what becomes of it"},
    ),
)
MEETING = (
    Told(
        Meeting,
        made="Arranged it",
        fields={
            "title": "what it is called",
            "kind": "what kind it is",
            "starts_at": "when it begins",
            "minutes": "how many minutes it takes",
            "place": "where it is",
            "agenda": "what it is for",
            "initiative_id": "the initiative",
            "notes": "what was said",
            "cancelled_at": "when it was cancelled",
            "cancelled_because": "why it is cancelled",
        },
    ),
    Told(
        MeetingJourney,
        of="meeting_id",
        named="journey_id",
        made="Added the journey “{}”",
        gone="Took away the journey “{}”",
    ),
    Told(
        Attendance,
        of="meeting_id",
        named="person_id",
        made="Added {}",
        gone="Took {} off",
        fields={"came": "whether {} came"},
    ),
    Told(MeetingInsight, of="meeting_id", made="Told what a customer said"),
)
RELEASE = (
    Told(
        Release,
        made="Added the release",
        gone="Removed the release",
        fields={
            "name": "what it is called",
            "released_on": "the day",
            "summary": "what changes for customers",
        },
    ),
    Told(
        ReleaseJourney,
        of="release_id",
        named="journey_id",
        made="Added the journey “{}”",
        gone="Took away the journey “{}”",
    ),
)
