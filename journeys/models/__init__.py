from journeys.models.approval import Approval, Withdrawal
from journeys.models.attendance import Attendance, NotBegun
from journeys.models.busy_calendar import BusyCalendar, BusyTime
from journeys.models.calendar_feed import CalendarFeed
from journeys.models.customer_test import CustomerTest
from journeys.models.decision import (
    CannotApprove,
    ChangedSince,
    Decision,
    DecisionInsight,
    NothingChosen,
)
from journeys.models.floor_time import FloorTime, NotOfProduct
from journeys.models.gathering import Gathering, Kind
from journeys.models.handover import Handover, HandoverClosed, NotTheReceiver
from journeys.models.initiative import (
    Initiative,
    InitiativeJourney,
    InitiativeStep,
    LeadIsSponsor,
    NoKickoffYet,
    NoReasonGiven,
)
from journeys.models.insight import (
    Insight,
    InsightAnswer,
    InsightAnswered,
    InsightWithdrawn,
)
from journeys.models.journey import (
    CannotOwn,
    Journey,
    NotLive,
    NotTheOwner,
    OwnerStays,
)
from journeys.models.kickoff import Kickoff, KickoffHeld, KickoffPerson, NotReady
from journeys.models.meeting import (
    Meeting,
    MeetingCancelled,
    MeetingJourney,
    TookPlace,
)
from journeys.models.meeting_insight import MeetingInsight
from journeys.models.meeting_series import MeetingSeries
from journeys.models.orphan import OrphanNotice
from journeys.models.phase import Phase
from journeys.models.release import Release, ReleaseIsNeeded, ReleaseJourney
from journeys.models.requirement import Requirement, RequirementTaken
from journeys.models.requirement_upload import RequirementUpload
from journeys.models.slice import SliceRow
from journeys.models.sponsor import CannotSponsor, NotTheSponsor, SponsorAnswer
from journeys.models.step import Step
from journeys.models.use_report import UseReport
from journeys.models.workaround import (
    CannotOwnIt,
    NotItsRelease,
    Workaround,
    WrongMoment,
)

__all__ = [
    "Approval",
    "Attendance",
    "BusyCalendar",
    "BusyTime",
    "CalendarFeed",
    "CannotApprove",
    "CannotOwn",
    "CannotOwnIt",
    "CannotSponsor",
    "ChangedSince",
    "CustomerTest",
    "Decision",
    "DecisionInsight",
    "FloorTime",
    "Gathering",
    "Handover",
    "HandoverClosed",
    "Initiative",
    "InitiativeJourney",
    "InitiativeStep",
    "Insight",
    "InsightAnswer",
    "InsightAnswered",
    "InsightWithdrawn",
    "Journey",
    "Kickoff",
    "KickoffHeld",
    "KickoffPerson",
    "Kind",
    "LeadIsSponsor",
    "Meeting",
    "MeetingCancelled",
    "MeetingInsight",
    "MeetingJourney",
    "MeetingSeries",
    "NoKickoffYet",
    "NoReasonGiven",
    "NotBegun",
    "NotItsRelease",
    "NotLive",
    "NotOfProduct",
    "NotReady",
    "NotTheOwner",
    "NotTheReceiver",
    "NotTheSponsor",
    "NothingChosen",
    "OrphanNotice",
    "OwnerStays",
    "Phase",
    "Release",
    "ReleaseIsNeeded",
    "ReleaseJourney",
    "Requirement",
    "RequirementTaken",
    "RequirementUpload",
    "SliceRow",
    "SponsorAnswer",
    "Step",
    "TookPlace",
    "UseReport",
    "Withdrawal",
    "Workaround",
    "WrongMoment",
]
