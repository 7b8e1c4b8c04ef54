from journeys.models.handover import Handover, HandoverClosed, NotTheReceiver
from journeys.models.initiative import (
    Initiative,
    InitiativeJourney,
    InitiativeStep,
    LeadIsSponsor,
    NoKickoffYet,
    NoReasonGiven,
)
from journeys.models.insight import Insight, InsightAnswer, InsightAnswered
from journeys.models.journey import (
    CannotOwn,
    Journey,
    NotLive,
    NotTheOwner,
    OwnerStays,
)
from journeys.models.kickoff import Kickoff, KickoffHeld, KickoffPerson, NotReady
from journeys.models.orphan import OrphanNotice
from journeys.models.phase import Phase
from journeys.models.release import Release, ReleaseJourney
from journeys.models.sponsor import CannotSponsor, NotTheSponsor, SponsorAnswer
from journeys.models.step import Step

__all__ = [
    "CannotOwn",
    "CannotSponsor",
    "Handover",
    "HandoverClosed",
    "Initiative",
    "InitiativeJourney",
    "InitiativeStep",
    "Insight",
    "InsightAnswer",
    "InsightAnswered",
    "Journey",
    "Kickoff",
    "KickoffHeld",
    "KickoffPerson",
    "LeadIsSponsor",
    "NoKickoffYet",
    "NoReasonGiven",
    "NotLive",
    "NotReady",
    "NotTheOwner",
    "NotTheReceiver",
    "NotTheSponsor",
    "OrphanNotice",
    "OwnerStays",
    "Phase",
    "Release",
    "ReleaseJourney",
    "SponsorAnswer",
    "Step",
]
