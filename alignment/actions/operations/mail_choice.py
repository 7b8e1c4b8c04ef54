"""Choosing how one is told, and ending mails from the link in them."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from alignment.actions.models import Channel, DigestTime, MailChoice
from alignment.actions.models.kind import DAILY
from alignment.people.models import Letter, Person


@transaction.atomic
def choose(
    *, person: Person, channels: Mapping[str, str], time: DigestTime | None = None
) -> None:
    """Keep what differs from how it was; it counts at once, for waiting mails too."""
    before = MailChoice.objects.channels_of(person)
    changed = {kind: each for kind, each in channels.items() if before[kind] != each}
    MailChoice.objects.bulk_create(
        [MailChoice(person=person, kind=k, channel=c) for k, c in changed.items()],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["channel"],
    )
    _stop_letters(person, [k for k, each in changed.items() if each != Channel.MAIL])
    if time is not None:
        time.save()


@transaction.atomic
def unsubscribe(*, person: Person, kinds: Iterable[str]) -> dict[str, str]:
    """No mails of these kinds from now on; how each was mailed until now.

    Noted also for a kind that is not mailed unless somebody asks, as with an insight.
    Safe to repeat.
    """
    asked = list(kinds)
    channels = MailChoice.objects.channels_of(person)
    MailChoice.objects.bulk_create(
        [MailChoice(person=person, kind=k, channel=Channel.APP) for k in asked],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["channel"],
    )
    _stop_letters(person, asked)
    return {kind: channels[kind].value for kind in asked}


def _stop_letters(person: Person, kinds: list[str]) -> None:
    """Take back letters of these kinds that wait; one just being sent goes out."""
    if Channel.DIGEST not in MailChoice.objects.channels_of(person).values():
        kinds = [*kinds, DAILY]
    waiting = Letter.objects.filter(person=person, words__kind__in=kinds)
    free = waiting.select_for_update(skip_locked=True, of=["self"])
    Letter.objects.filter(pk__in=[one.pk for one in free]).delete()
