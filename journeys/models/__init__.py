from journeys.models.handover import Handover
from journeys.models.journey import Journey
from journeys.models.orphan import OrphanNotice
from journeys.models.phase import Phase
from journeys.models.release import Release
from journeys.models.step import Step

__all__ = ["Handover", "Journey", "OrphanNotice", "Phase", "Release", "Step"]
