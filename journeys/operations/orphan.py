"""Telling the leaders of both sides about a journey whose owner has left."""

from django.db import transaction
from django.utils import timezone

from alignment.actions.models import News
from alignment.actions.operations.notify import notify
from alignment.live import publish
from alignment.people.context import organisation
from alignment.people.models import Person, Role, Side, in_sentence
from journeys.models import Journey, OrphanNotice


def tell_leaders() -> None:
    """Tell them of each journey, side and departure nobody was told of yet.

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
    """Tell them and note it in one go, so that no stop in between loses it.

    To all active leaders; to admins where there are none.
    """
    untold = OrphanNotice.objects.filter(pk=notice.pk, sent_at=None)
    if not untold.select_for_update(skip_locked=True).exists():
        return
    active = Person.objects.filter(is_active=True)
    readers = active.filter(role=Role.LEADER) or active.filter(role=Role.ADMIN)
    notify(_news(notice), to=readers)
    untold.update(sent_at=timezone.now())
    publish("journeys")


def _news(notice: OrphanNotice) -> News:
    word = in_sentence(organisation().word(notice.side))
    other = notice.journey.owner(Side(notice.side).other)
    also = f" {other} looks after it on the other side." if other.is_active else ""
    return News(
        "journey-orphaned",
        key=f"journey-orphaned-{notice.pk}",
        words=f"“{notice.journey}” has lost an owner",
        detail=f"{notice.owner} no longer has access to Alignment. Nobody in {word}"
        f" looks after this journey now.{also} A leader of that side can ask somebody"
        " to take it over.",
        url=notice.journey.get_absolute_url(),
    )
