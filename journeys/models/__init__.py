from journeys.models.approval import Approval, Withdrawal
from journeys.models.customer_test import CustomerTest
from journeys.models.decision import (
    CannotApprove,
    ChangedSince,
    Decision,
    NothingChosen,
)
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
from journeys.models.kickoff import Kickoff, KickoffHeld, NotReady
from journeys.models.orphan import OrphanNotice
from journeys.models.phase import Phase
from journeys.models.release import Release, ReleaseJourney
from journeys.models.requirement import Requirement, RequirementTaken
from journeys.models.requirement_upload import RequirementUpload
from journeys.models.slice import SliceRow
from journeys.models.sponsor import CannotSponsor, NotTheSponsor, SponsorAnswer
from journeys.models.step import Step

__all__ = [
    "Approval",
    "CannotApprove",
    "CannotOwn",
    "CannotSponsor",
    "ChangedSince",
    "CustomerTest",
    "Decision",
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
    "LeadIsSponsor",
    "NoKickoffYet",
    "NoReasonGiven",
    "NotLive",
    "NotReady",
    "NotTheOwner",
    "NotTheReceiver",
    "NotTheSponsor",
    "NothingChosen",
    "OrphanNotice",
    "OwnerStays",
    "Phase",
    "Release",
    "ReleaseJourney",
    "Requirement",
    "RequirementTaken",
    "RequirementUpload",
    "SliceRow",
    "SponsorAnswer",
    "Step",
    "Withdrawal",
]
