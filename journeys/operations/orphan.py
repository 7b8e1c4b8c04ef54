"""Mail to the leaders of both sides about a journey whose owner has left."""

import logging

from django.utils import timezone

from alignment.live import publish
from alignment.mail import letter
from alignment.people.models import Person, Role, Side
from journeys.models import Journey, OrphanNotice

logger = logging.getLogger(__name__)


def claim_notices() -> list[OrphanNotice]:
    """What is to be told now: one row a journey, side and departure, made here.

    The unique row is the claim, so of several sweeps at once only one has it. Who
    has no day of leaving was never deactivated by the app, and is claimed as of the
    day they joined.
    """
    claimed = []
    for journey in Journey.objects.orphaned().select_related(
        "product_owner", "ops_owner"
    ):
        for side in Side:
            owner = journey.owner(side)
            if owner.is_active:
                continue
            notice, is_mine = OrphanNotice.objects.get_or_create(
                journey=journey,
                side=side,
                owner=owner,
                deactivated_at=owner.deactivated_at or owner.joined_at,
            )
            claimed += [notice] if is_mine else []
    return claimed


def send_notice(*, notice: OrphanNotice) -> None:
    """Mail one claimed notice to all active leaders; to admins where there are none.

    A mail server that refuses gives the claim back, and the next sweep tries again.
    A worker that dies in between does not: a lost mail is better than many, and the
    journey shows as orphaned to everybody meanwhile.
    """
    try:
        _mail(notice)
    except OSError:  # smtplib's errors are OSErrors
        logger.exception("The mail about %s was not sent", notice)
        notice.delete()
        return
    notice.sent_at = timezone.now()
    notice.save(update_fields=["sent_at"])
    publish("journeys")


def _mail(notice: OrphanNotice) -> None:
    active = Person.objects.filter(is_active=True)
    readers = active.filter(role=Role.LEADER) or active.filter(role=Role.ADMIN)
    to = [reader.email for reader in readers]
    if not to:
        return
    context = {
        "journey": notice.journey,
        "owner": notice.owner,
        "side": notice.side,
        "other": notice.journey.owner(Side(notice.side).other),
    }
    mail = letter("mail/orphan", to=to[0], context=context)
    mail.to = to
    mail.send()
