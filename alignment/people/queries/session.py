"""Who is still signed in, asked for many sessions at once."""

from collections.abc import Collection

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from alignment.people.models import Person


def still_signed_in(keys: Collection[str]) -> set[str]:
    """Those of the sessions that have not ended, of people who may still come in."""
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    said = {row.session_key: row.get_decoded() for row in rows}
    numbers = [int(each[SESSION_KEY]) for each in said.values() if SESSION_KEY in each]
    people = Person.objects.active().in_bulk(numbers)
    hashes = {str(pk): each.get_session_auth_hash() for pk, each in people.items()}
    return {
        key
        for key, each in said.items()
        if constant_time_compare(
            each.get(HASH_SESSION_KEY, ""),
            hashes.get(each.get(SESSION_KEY, ""), "none"),
        )
    }
