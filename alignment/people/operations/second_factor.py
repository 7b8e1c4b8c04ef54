"""The second factor of somebody who lost their phone."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from alignment.people.models import Person


def has_second_factor(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person).exists())


@transaction.atomic
def remove_second_factor(*, person: Person, by: Person) -> None:
    """Let them sign in with their password alone until they set it up again."""
    Authenticator.objects.filter(user=person).delete()
