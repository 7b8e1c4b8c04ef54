"""Mail to the leaders of both sides about a journey whose owner has left."""

from django.db import transaction
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Letter, Person, Role, Side
from journeys.models import Journey, OrphanNotice


def tell_leaders() -> None:
    """Post a letter for each journey, side and departure nobody was told of yet.

    Who has no day of leaving was never deactivated by the app, and counts as gone
    since the day they joined.
    """
    for journey in Journey.objects.orphaned().select_related(
        "product_owner", "ops_owner"
    ):
        for side in Side:
            owner = journey.owner(side)
            if not owner.is_active:
                notice, _ = OrphanNotice.objects.get_or_create(
                    journey=journey,
                    side=side,
                    owner=owner,
                    deactivated_at=owner.deactivated_at or owner.joined_at,
                )
                if notice.sent_at is None:
                    _tell(notice)


@transaction.atomic
def _tell(notice: OrphanNotice) -> None:
    """Post the letter and note it in one go, so that no stop in between loses it.

    To all active leaders; to admins where there are none.
    """
    untold = OrphanNotice.objects.filter(pk=notice.pk, sent_at=None)
    if not untold.select_for_update(skip_locked=True).exists():
        return
    active = Person.objects.filter(is_active=True)
    readers = active.filter(role=Role.LEADER) or active.filter(role=Role.ADMIN)
    if to := [reader.email for reader in readers]:
        other = notice.journey.owner(Side(notice.side).other)
        words = {
            "journey": notice.journey.title,
            "slug": notice.journey.slug,
            "owner": notice.owner.name,
            "side": notice.side,
            "other": other.name if other.is_active else "",
        }
        Letter.objects.post("mail/orphan", to=to, words=words)
    untold.update(sent_at=timezone.now())
    publish("journeys")
