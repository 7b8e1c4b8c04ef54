from kpis.models.contact import Channel, Contact, Direction
from kpis.models.contact_import import (
    ContactImport,
    ImportChunk,
    ImportNotReady,
    RefusedRow,
)
from kpis.models.customer import Activity, Customer
from kpis.models.reason import Reason
from kpis.models.refresh import DirtyCustomer, DirtyDay, DirtyReason, Freshness
from kpis.models.rollup import ContactDay, ContactRepeat
from kpis.models.source import Source, SourceInUse
from kpis.models.standing import Footprint, StandingDelta
from kpis.models.target import Target

__all__ = [
    "Activity",
    "Channel",
    "Contact",
    "ContactDay",
    "ContactImport",
    "ContactRepeat",
    "Customer",
    "Direction",
    "DirtyCustomer",
    "DirtyDay",
    "DirtyReason",
    "Footprint",
    "Freshness",
    "ImportChunk",
    "ImportNotReady",
    "Reason",
    "RefusedRow",
    "Source",
    "SourceInUse",
    "StandingDelta",
    "Target",
]
