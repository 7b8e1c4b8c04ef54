"""The turn of the day: some contacts leave their 90 days without anything changing."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alignment.live import publish
from kpis.models import Freshness


@transaction.atomic
def roll() -> bool:
    """Give the numbers a new version when their day is over. Safe to repeat."""
    today = timezone.localdate()
    behind = Freshness.objects.filter(pk=1, day__lt=today)
    if not behind.update(day=today, version=F("version") + 1):
        return False
    publish("contacts")
    return True
