"""Days around today, and journeys confirmed some days ago."""

from datetime import timedelta

from django.utils import timezone

from journeys.models import Journey


def today():
    return timezone.localdate()


def confirmed(journey, *, product, ops):
    """Both sides said “still true” that many days ago."""
    now = timezone.now()
    Journey.objects.filter(pk=journey.pk).update(
        product_confirmed_at=now - timedelta(days=product),
        ops_confirmed_at=now - timedelta(days=ops),
        live_at=now - timedelta(days=400),
    )
