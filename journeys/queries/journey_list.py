"""The list of journeys under its filters, each of which is part of the address."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from alignment.people.models import Person, Side
from journeys.models import Journey, Step
from journeys.models.journey import JourneyQuerySet
from journeys.queries.overview import JourneyRow, journey_rows

SORTS = {
    "title": "By title",
    "confirmed": "Longest not confirmed",
    "gaps": "Most steps without an owner",
    "newest": "Newest first",
}
GAPS = {
    "orphaned": "An owner has left",
    "stale": "The map may be out of date",
    "steps": "Steps without an owner",
    "waiting": "Waiting for acceptance",
}


def journeys_listed(
    viewer: Person, on: date, wanted: dict[str, Any]
) -> JourneyQuerySet:
    """`wanted`: q, side, owner, gap, state, area, sort; each may be empty."""
    del viewer  # everybody signed in sees every journey
    found = _in_state(wanted.get("state") or "")
    if words := wanted.get("q"):
        found = found.filter(
            Q(title__icontains=words)
            | Q(summary__icontains=words)
            | Q(pk__in=Step.objects.filter(name__icontains=words).values("journey_id"))
        )
    if area := wanted.get("area"):
        found = found.filter(area=area)
    if owner := wanted.get("owner"):
        found = found.filter(Q(product_owner=owner) | Q(ops_owner=owner))
    if side := wanted.get("side"):
        found = found.filter(Exists(_steps_without((side,))))
    if gap := wanted.get("gap"):
        found = _with_gap(found, gap, on)
    return _sorted(found, wanted.get("sort") or "title", on)


def rows_of(journeys: Iterable[Journey], on: date) -> tuple[JourneyRow, ...]:
    """A page of the list, in its order."""
    order = [journey.pk for journey in journeys]
    rows = {
        row.pk: row for row in journey_rows(Journey.objects.filter(pk__in=order), on)
    }
    return tuple(rows[pk] for pk in order)


def areas() -> list[str]:
    named = Journey.objects.exclude(area="").order_by("area")
    return list(named.values_list("area", flat=True).distinct())


def owners() -> "QuerySet[Person]":
    """Everybody who owns a journey, active or not."""
    shown = Journey.objects.shown()
    return Person.objects.filter(
        Q(pk__in=shown.values("product_owner")) | Q(pk__in=shown.values("ops_owner"))
    )


def _in_state(state: str) -> JourneyQuerySet:
    if state:
        return Journey.objects.filter(state=state)
    return Journey.objects.shown()


def _with_gap(found: JourneyQuerySet, gap: str, on: date) -> JourneyQuerySet:
    chosen = {
        "orphaned": Journey.objects.orphaned(),
        "stale": Journey.objects.stale(on),
        "waiting": Journey.objects.waiting(),
    }
    if gap in chosen:
        return found.filter(pk__in=chosen[gap].values("pk"))
    return found.filter(Exists(_steps_without(tuple(Side.values))))


def _steps_without(sides: tuple[str, ...]) -> "QuerySet[Step]":
    """Steps of the journey around with nobody active of one of these sides."""
    missing = Q()
    for side in sides:
        missing |= Q(**{f"{side}_owner": None})
        missing |= Q(**{f"{side}_owner__is_active": False})
    return Step.objects.filter(missing, journey=OuterRef("pk")).order_by()


def _sorted(found: JourneyQuerySet, sort: str, on: date) -> JourneyQuerySet:
    if sort == "confirmed":
        oldest = F("together_at").asc(nulls_last=True)
        return found.with_trust(on).order_by(oldest, "title")
    if sort == "newest":
        return found.order_by("-created_at", "title")
    if sort == "gaps":
        on_map = Q(steps__removed_at=None, steps__isnull=False)
        bare = Q(steps__product_owner=None) | Q(steps__ops_owner=None)
        return found.annotate(
            bare=Count("steps", filter=on_map & bare, distinct=True)
        ).order_by("-bare", "title")
    return found.order_by("title", "pk")
