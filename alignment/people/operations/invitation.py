"""Letting people in: an invitation is sent, then accepted once."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from alignment.people.models import Invitation, InvitationGone, Person, Team


class AlreadyKnown(Exception):
    """The mail address belongs to somebody, or is invited already."""


@transaction.atomic
def invite(
    *, email: str, name: str, role: str, team: Team, by: Person
) -> tuple[Invitation, str]:
    """Make an invitation and the secret of its link, which is stored nowhere.

    Raises AlreadyKnown.
    """
    email = email.strip().lower()
    if person := Person.objects.filter(email=email).first():
        raise AlreadyKnown(f"{person.name} signs in with this mail address already.")
    made = Invitation(email=email, name=name, role=role, team=team, invited_by=by)
    secret = made.renew()
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as refusal:
        raise AlreadyKnown(
            "This mail address is invited already. Send that invitation again."
        ) from refusal
    return made, secret


@transaction.atomic
def accept(*, invitation: Invitation, name: str, password: str) -> Person:
    """Make the person, in the team they were invited to. Raises InvitationGone.

    The row is locked and checked again: of two who use one link at the same time
    one comes in.
    """
    found = (
        Invitation.objects.open()
        .select_for_update(of=["self"])
        .select_related("team")
        .filter(pk=invitation.pk, digest=invitation.digest)
        .first()
    )
    if found is None or Person.objects.filter(email=found.email).exists():
        raise InvitationGone("This invitation is not open any more.")
    person = Person.objects.create_user(
        found.email, password, name=name, side=found.team.side, role=found.role
    )
    person.join(found.team)
    found.accepted_at = timezone.now()
    found.save(update_fields=["accepted_at"])
    return person
