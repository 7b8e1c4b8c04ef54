"""People and invitations as the pages list them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from alignment.people.models import Invitation, Organisation, Person, Side, Team


def people(
    *, viewer: Person, q: str, side: str, role: str, left: bool
) -> QuerySet[Person]:
    """People by name, with their teams: those who are here, or those who left."""
    found = Person.objects.filter(is_active=not left).prefetch_related("teams")
    for word in q.split():
        team = Q(pk__in=Person.objects.filter(teams__name__icontains=word))
        known = Q(name__icontains=word) | Q(email__icontains=word) | team
        found = found.filter(known | Q(title__icontains=word))
    if side:
        found = found.filter(side=side)
    return found.filter(role=role) if role else found


def invitations(
    *, viewer: Person, q: str, side: str, role: str
) -> QuerySet[Invitation]:
    """Invitations that wait, newest first, expired ones included."""
    found = Invitation.objects.waiting().select_related("team", "invited_by")
    for word in q.split():
        known = Q(name__icontains=word) | Q(email__icontains=word)
        found = found.filter(known | Q(team__name__icontains=word))
    if side:
        found = found.filter(team__side=side)
    return found.filter(role=role) if role else found


@dataclass(frozen=True)
class SideTeams:
    """The teams of one side, each with `here`, its number of active people."""

    side: str
    word: str
    teams: list[Team]


def teams(*, viewer: Person, words: Organisation) -> list[SideTeams]:
    """All teams, product first; `everybody` counts also those who left."""
    found = list(
        Team.objects.annotate(
            here=Count("people", filter=Q(people__is_active=True)),
            everybody=Count("people"),
        ).order_by("name")
    )
    return [
        SideTeams(side, words.word(side), [one for one in found if one.side == side])
        for side in Side
    ]


def team_people(*, viewer: Person, team: Team) -> list[Person]:
    """The active people of a team, by name."""
    return list(Person.objects.active().filter(teams=team).order_by("name", "pk"))


@dataclass(frozen=True)
class FirstSteps:
    """How far a new installation has come."""

    other_side: str
    has_other_team: bool
    has_other_person: bool
    has_invited: bool

    @property
    def is_done(self) -> bool:
        """Somebody of the other side can own a journey: the rest is journeys'."""
        return self.has_other_person


def first_steps(*, viewer: Person) -> FirstSteps:
    """What is still to be done before both sides can own a journey together."""
    other = Side(viewer.side).other
    return FirstSteps(
        other_side=other,
        has_other_team=Team.objects.filter(side=other).exists(),
        has_other_person=Person.objects.on(other).exists(),
        has_invited=Invitation.objects.open().filter(team__side=other).exists(),
    )
