"""What workarounds cost, in the database's arithmetic: one formula for all pages."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import DecimalField, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce, Round
from django.utils import timezone

if TYPE_CHECKING:
    from journeys.models.workaround import Workaround  # noqa: F401

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
PLACES = 6
"""Of hours, wherever they are worked out: half a millionth counts as a whole one."""
OWNERLESS_AFTER = timedelta(days=30)


def hours_a_month(people: Any, times: Any, minutes: Any, mending: Any) -> Any:
    """`times` in a week each, `minutes` each time, and `mending` what goes wrong.

    n·(min + mending)/60, n = times in a month of all people together. Divided once, at
    the end, so that columns and plain numbers come to the very same.
    """
    a_year = people * times * WEEKS_A_YEAR * (minutes + mending)
    return a_year / (MONTHS_A_YEAR * 60)


def _hours(times: Any, minutes: Any) -> Round:
    mending = F("error_percent") * F("fix_minutes") / 100
    said = hours_a_month(F("people_count"), times, minutes, mending)
    number: Any = DecimalField(max_digits=20, decimal_places=PLACES)
    return Round(ExpressionWrapper(said, output_field=number), precision=PLACES)


class WorkaroundQuerySet(models.QuerySet["Workaround"]):
    def open(self) -> "WorkaroundQuerySet":
        """What is done by hand today, accepted yet or not."""
        return self.filter(state__in=["proposed", "accepted", "planned"])

    def costed(self) -> "WorkaroundQuerySet":
        """With `hours` a month, and `hours_low` and `hours_high` beside them."""
        times, minutes = F("times_a_week"), F("minutes_each")
        return self.annotate(
            hours=_hours(times, minutes),
            hours_low=_hours(
                Coalesce("times_low", times), Coalesce("minutes_low", minutes)
            ),
            hours_high=_hours(
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
