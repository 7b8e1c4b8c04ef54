from journeys.models.handover import Handover, HandoverClosed, NotTheReceiver
from journeys.models.journey import (
    CannotOwn,
    Journey,
    NotLive,
    NotTheOwner,
    OwnerStays,
)
from journeys.models.orphan import OrphanNotice
from journeys.models.phase import Phase
from journeys.models.release import Release, ReleaseJourney
from journeys.models.step import Step

__all__ = [
    "CannotOwn",
    "Handover",
    "HandoverClosed",
    "Journey",
    "NotLive",
    "NotTheOwner",
    "NotTheReceiver",
    "OrphanNotice",
    "OwnerStays",
    "Phase",
    "Release",
    "ReleaseJourney",
    "Step",
]
