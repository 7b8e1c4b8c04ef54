"""Who may do what, in the two questions every app asks, and the loads of people.

What somebody may not do answers 404, as if it were not there.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from alignment.keys import key_of
from alignment.people.models import Invitation, Organisation, Person, Team
from alignment.people.models.person import PersonQuerySet
from alignment.people.models.team import TeamQuerySet


def must_edit(person: Person) -> None:
    """Raise Http404 for agents: everybody else changes journeys and numbers."""
    if not person.edits:
        raise Http404


def must_admin(person: Person) -> None:
    """Raise Http404 for everybody but admins."""
    if not person.is_admin:
        raise Http404


def people_to_see(viewer: Person) -> PersonQuerySet:
    """Everybody sees everybody, also those who left."""
    return Person.objects.all()


def teams_to_see(viewer: Person) -> TeamQuerySet:
    return Team.objects.all()


def person_to_show(viewer: Person, pk: int) -> Person:
    """Everybody signed in may see everybody, also those who left."""
    return get_object_or_404(Person.objects.prefetch_related("teams"), pk=pk)


def person_to_edit(viewer: Person, pk: int) -> Person:
    must_admin(viewer)
    return get_object_or_404(Person.objects.prefetch_related("teams"), pk=pk)


def demo_person(pk: str) -> Person:
    """An active person of the demo organisation; anybody else answers 404."""
    return get_object_or_404(Person.objects.active(), pk=key_of(pk), is_demo=True)


def team_to_show(viewer: Person, slug: str) -> Team:
    return get_object_or_404(Team, slug=slug)


def team_to_edit(viewer: Person, slug: str) -> Team:
    must_admin(viewer)
    return get_object_or_404(Team, slug=slug)


def organisation_to_edit(viewer: Person) -> Organisation:
    must_admin(viewer)
    return Organisation.current()


def invitation_to_edit(viewer: Person, pk: int) -> Invitation:
    """An invitation that waits; one that was accepted answers 404."""
    must_admin(viewer)
    waiting = Invitation.objects.waiting().select_related("team", "invited_by")
    return get_object_or_404(waiting, pk=pk)


def invitation_to_accept(secret: str) -> Invitation | None:
    """The open invitation of a link; none for a wrong, old or used one."""
    found = Invitation.objects.open().with_secret(secret)
    return found.select_related("team", "invited_by").first()
