"""What workarounds cost, in the database's arithmetic: one formula for all pages."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import DecimalField, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

if TYPE_CHECKING:
    from journeys.models.workaround import Workaround  # noqa: F401

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
OWNERLESS_AFTER = timedelta(days=30)


def hours_a_month(times: Any, minutes: Any) -> "ExpressionWrapper[Any]":
    """`times` in a week each and `minutes` each time, beside what goes wrong.

    n·min/60 + n·error%·fix_min/60, n = times in a month of all people together.
    """
    n = F("people_count") * times * WEEKS_A_YEAR / MONTHS_A_YEAR
    each = minutes + F("error_percent") * F("fix_minutes") / 100
    return ExpressionWrapper(
        n * each / 60, output_field=DecimalField(max_digits=20, decimal_places=6)
    )


class WorkaroundQuerySet(models.QuerySet["Workaround"]):
    def open(self) -> "WorkaroundQuerySet":
        """What is done by hand today, accepted yet or not."""
        return self.filter(state__in=["proposed", "accepted", "planned"])

    def costed(self) -> "WorkaroundQuerySet":
        """With `hours` a month, and `hours_low` and `hours_high` beside them."""
        times, minutes = F("times_a_week"), F("minutes_each")
        return self.annotate(
            hours=hours_a_month(times, minutes),
            hours_low=hours_a_month(
                Coalesce("times_low", times), Coalesce("minutes_low", minutes)
            ),
            hours_high=hours_a_month(
                Coalesce("times_high", times), Coalesce("minutes_high", minutes)
            ),
        )

    def dearest_first(self) -> "WorkaroundQuerySet":
        return self.costed().order_by(F("hours").desc(), "pk")

    def ownerless(self) -> "WorkaroundQuerySet":
        """Accepted, and nobody who is here owns it."""
        nobody = Q(owner=None) | Q(owner__is_active=False)
        return self.filter(nobody, state__in=["accepted", "planned"])

    def ownerless_long(self) -> "WorkaroundQuerySet":
        """Ownerless for 30 days: a signal."""
        before = timezone.now() - OWNERLESS_AFTER
        since = Q(owner=None, ownerless_at__lte=before)
        left = Q(owner__is_active=False, owner__deactivated_at__lte=before)
        return self.filter(since | left, state__in=["accepted", "planned"])
