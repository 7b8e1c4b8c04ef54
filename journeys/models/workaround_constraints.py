"""What a row of a workaround must always be like."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

MANY, FEW = Decimal(10_000), Decimal(0)


def _up_to(low: str, usual: str) -> Q:
    return Q(**{low: None}) | Q(**{f"{low}__range": (FEW, F(usual))})


def _from(high: str, usual: str) -> Q:
    return Q(**{high: None}) | Q(**{f"{high}__range": (F(usual), MANY)})


CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(condition=~Q(what=""), name="workaround_says_something"),
    models.CheckConstraint(
        condition=Q(
            people_count__range=(1, MANY),
            times_a_week__gt=FEW,
            times_a_week__lte=MANY,
            minutes_each__gt=FEW,
            minutes_each__lte=MANY,
            error_percent__range=(0, 100),
            fix_minutes__range=(FEW, MANY),
        ),
        name="workaround_amounts_make_sense",
    ),
    models.CheckConstraint(
        condition=_up_to("times_low", "times_a_week")
        & _from("times_high", "times_a_week")
        & _up_to("minutes_low", "minutes_each")
        & _from("minutes_high", "minutes_each"),
        name="workaround_is_between_low_and_high",
    ),
    models.CheckConstraint(
        condition=Q(state="proposed", accepted_at=None, accepted_by=None)
        | Q(state="rejected")
        | Q(
            state__in=["accepted", "planned", "retired"],
            accepted_at__isnull=False,
            accepted_by__isnull=False,
        ),
        name="workaround_is_accepted_by_somebody",
    ),
    models.CheckConstraint(
        condition=Q(state__in=["planned", "retired"], release__isnull=False)
        | (~Q(state__in=["planned", "retired"]) & Q(release=None)),
        name="workaround_fix_names_a_release",
    ),
    models.CheckConstraint(
        condition=Q(state="retired", retired_on__isnull=False)
        | (~Q(state="retired") & Q(retired_on=None)),
        name="workaround_retired_on_a_day",
    ),
    models.CheckConstraint(
        condition=Q(state="rejected") & ~Q(rejected_because="")
        | (~Q(state="rejected") & Q(rejected_because="")),
        name="workaround_rejected_for_a_reason",
    ),
    models.CheckConstraint(
        condition=Q(
            state__in=["accepted", "planned"],
            owner=None,
            ownerless_at__isnull=False,
        )
        | (~Q(state__in=["accepted", "planned"], owner=None) & Q(ownerless_at=None)),
        name="workaround_ownerless_since_when",
    ),
]
