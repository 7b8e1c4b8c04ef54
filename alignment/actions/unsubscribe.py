"""The link by which somebody ends mails of one kind, without signing in."""

from django.core import signing
from django.http import Http404

from alignment.actions.models import KINDS, Channel, MailChoice
from alignment.actions.models.kind import DAILY
from alignment.people.models import Person

SALT = "actions.unsubscribe"
UNDO = "actions.unsubscribe.undo"
UNDO_SECONDS = 24 * 60 * 60


def token_of(person_id: int, kind: str) -> str:
    """It names a person and a kind, lets nobody in, and counts as long as they do."""
    return signing.dumps([person_id, kind], salt=SALT)


def read(token: str) -> tuple[int, str]:
    """Whose mails, and of which kind. Raises Http404 for one that is none of ours."""
    try:
        person_id, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    if kind != DAILY and kind not in KINDS:
        raise Http404
    return person_id, kind


def mailed_kinds(person: Person, kind: str) -> list[str]:
    """Which kinds a link is about: those in the daily mail, or the one it names.

    Empty where nothing is mailed any more. What is mailed only where somebody asks for
    it, as with an insight, is mailed until they say no.
    """
    channels = MailChoice.objects.channels_of(person)
    if kind == DAILY:
        return [each for each in KINDS if channels[each] == Channel.DIGEST]
    refused = MailChoice.objects.filter(person=person, kind=kind, channel=Channel.APP)
    return [] if refused.exists() else [kind]


def undo_of(person_id: int, ended: dict[str, str]) -> str:
    """How the page that ended mails says what it ended, and nothing else."""
    return signing.dumps([person_id, ended], salt=UNDO) if ended else ""


def undone(person_id: int, said: str) -> dict[str, str]:
    """The channels of before, by kind; nothing of what we have not said ourselves."""
    try:
        whose, ended = signing.loads(said, salt=UNDO, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        return {}
    known: dict[str, str] = ended if whose == person_id else {}
    return {kind: channel for kind, channel in known.items() if kind in KINDS}
