from alignment.people.models.invitation import Invitation
from alignment.people.models.organisation import Organisation
from alignment.people.models.person import Person, Role
from alignment.people.models.team import Membership, Side, Team

__all__ = [
    "Invitation",
    "Membership",
    "Organisation",
    "Person",
    "Role",
    "Side",
    "Team",
]
