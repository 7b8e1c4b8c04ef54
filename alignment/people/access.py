"""Who may do what, in the two questions every app asks, and the loads of people.

What somebody may not do answers 404, as if it were not there.
"""

from django.http import Http404

from alignment.people.models import Person


def must_edit(person: Person) -> None:
    """Raise Http404 for agents: everybody else changes journeys and numbers."""
    if not person.edits:
        raise Http404


def must_admin(person: Person) -> None:
    """Raise Http404 for everybody but admins."""
    if not person.is_admin:
        raise Http404
