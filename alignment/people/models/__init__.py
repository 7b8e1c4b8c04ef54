from alignment.people.models.invitation import Invitation, InvitationGone
from alignment.people.models.letter import Letter
from alignment.people.models.organisation import Organisation, in_sentence
from alignment.people.models.person import (
    LastAdmin,
    Person,
    Role,
    StandsForASide,
    StillOwns,
    WrongSide,
    initials_of,
)
from alignment.people.models.sent_form import SentForm
from alignment.people.models.team import Membership, Side, Team, TeamNotEmpty

__all__ = [
    "Invitation",
    "InvitationGone",
    "LastAdmin",
    "Letter",
    "Membership",
    "Organisation",
    "Person",
    "Role",
    "SentForm",
    "Side",
    "StandsForASide",
    "StillOwns",
    "Team",
    "TeamNotEmpty",
    "WrongSide",
    "in_sentence",
    "initials_of",
]
