"""Prepared numbers as a refresh leaves them, so that pages need no import."""

from datetime import date, timedelta

from django.utils import timezone

from journeys.models import Journey
from kpis.models import ContactDay, Freshness, Reason, Source, StandingDelta


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def fresh(version: int = 1, **values: object) -> None:
    Freshness.objects.update_or_create(pk=1, defaults={"version": version, **values})


def reason(label: str, journey: Journey | None) -> Reason:
    source, _ = Source.objects.get_or_create(
        name="Phone system", defaults={"has_customer_list": True}
    )
    return Reason.objects.create(source=source, label=label, journey=journey)


def contacts(
    of: Reason,
    *,
    each_day: int,
    first_back: int = 0,
    days: int = 28,
    channel: int = 1,
    on: date | None = None,
) -> None:
    """So many inbound calls a day of 300 seconds, a tenth of them followed."""
    last = (on or yesterday()) - timedelta(days=first_back)
    seconds = each_day * 100
    ContactDay.objects.bulk_create(
        ContactDay(
            day=last - timedelta(days=back),
            reason_id=of.pk,
            channel=channel,
            journey_id=of.journey_id,
            step_id=of.step_id,
            inbound=each_day,
            outbound=0,
            handled=each_day,
            abandoned=0,
            talk_seconds=seconds,
            hold_seconds=seconds,
            after_seconds=seconds,
            handled_seconds=3 * seconds,
            resolved=0,
            transferred=0,
            complaints=0,
            followed_same_reason=each_day // 10,
        )
        for back in range(days)
    )


def standing(journey: Journey | None, *, base: int, silent: int) -> None:
    """Customers who have been here for two years, and how many of them are silent."""
    StandingDelta.objects.create(
        journey_id=journey.pk if journey else 0,
        step_id=0,
        day=yesterday() - timedelta(days=730),
        active=base,
        base=base,
        silent=silent,
    )
