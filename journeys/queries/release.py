"""Releases around a day, and those within a period."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from alignment.people.queries.keeper import Keeper, keepers
from journeys.models import Journey, Release


@dataclass(frozen=True)
class JourneyName:
    pk: int
    slug: str
    title: str

    def get_absolute_url(self) -> str:
        return reverse("journeys:journey-show", args=[self.slug])


@dataclass(frozen=True)
class ReleaseRow:
    pk: int
    slug: str
    name: str
    released_on: date
    summary: str
    journeys: tuple[JourneyName, ...]
    days: int
    """From the day asked about: -3 is three days ago, 5 is in five days."""

    @property
    def is_coming(self) -> bool:
        return self.days > 0

    def get_absolute_url(self) -> str:
        return reverse("journeys:release-show", args=[self.slug])


@dataclass(frozen=True)
class Around:
    """Coming: nearest first. Recent: today's and past ones, newest first."""

    coming: tuple[ReleaseRow, ...]
    recent: tuple[ReleaseRow, ...]


@dataclass(frozen=True)
class Touched:
    """A journey a release touches, and who to talk to about it."""

    title: str
    slug: str
    area: str
    product_owner: Keeper
    ops_owner: Keeper

    @property
    def owners(self) -> tuple[Keeper, Keeper]:
        return self.product_owner, self.ops_owner

    def get_absolute_url(self) -> str:
        return reverse("journeys:journey-show", args=[self.slug])


@dataclass(frozen=True)
class ReleasePage:
    """`ends` are the workarounds it ends, or is meant to, by key and words."""

    days: int
    journeys: tuple[Touched, ...]
    ends: tuple[tuple[int, str], ...] = ()

    @property
    def is_coming(self) -> bool:
        return self.days > 0


def release_page(release: Release, on: date) -> ReleasePage:
    """One release with the journeys it touches and both owners of each; 3 queries."""
    people = keepers()
    rows = release.journeys.shown().values_list(
        "title", "slug", "area", "product_owner_id", "ops_owner_id"
    )
    journeys = tuple(
        Touched(title, slug, area, people[product], people[ops])
        for title, slug, area, product, ops in rows
    )
    ends = release.workarounds.order_by("pk").values_list("pk", "what")
    return ReleasePage((release.released_on - on).days, journeys, tuple(ends))


def releases_around(
    on: date,
    *,
    back_days: int = 28,
    ahead_days: int = 56,
    journey_id: int | None = None,
) -> Around:
    """What lands soon and what landed lately, of one journey or of all; 2 queries."""
    first, last = on - timedelta(days=back_days), on + timedelta(days=ahead_days)
    rows = releases_between(first, last, on=on, journey_id=journey_id)
    return Around(
        coming=tuple(row for row in rows if row.is_coming),
        recent=tuple(row for row in reversed(rows) if not row.is_coming),
    )


def releases_between(
    first: date, last: date, *, on: date, journey_id: int | None = None
) -> tuple[ReleaseRow, ...]:
    """Releases of these days, both included, by day: the marks of a chart.

    Those of one journey do not name the others they touch.
    """
    chosen = Release.objects.filter(released_on__range=(first, last))
    if journey_id is not None:
        chosen = chosen.filter(journeys=journey_id)
    in_order = chosen.order_by("released_on", "name")
    return release_rows(in_order, on, named=journey_id is None)


def release_rows(
    releases: Any, on: date, *, named: bool = True
) -> tuple[ReleaseRow, ...]:
    """Rows in the order of a queryset of releases, or a page of it; 2 queries, or one
    where the journeys are not named."""
    records = list(releases.values_list("pk", "slug", "name", "released_on", "summary"))
    touched = _journeys([record[0] for record in records] if named else [])
    return tuple(
        ReleaseRow(pk, slug, name, day, summary, touched[pk], (day - on).days)
        for pk, slug, name, day, summary in records
    )


def _journeys(release_ids: list[int]) -> dict[int, tuple[JourneyName, ...]]:
    """The shown journeys each release touches, by title."""
    links = (
        Release.journeys.through.objects.filter(release_id__in=release_ids)
        .exclude(journey__state=Journey.State.ARCHIVED)
        .order_by("journey__title")
        .values_list("release_id", "journey_id", "journey__slug", "journey__title")
    )
    found: dict[int, tuple[JourneyName, ...]] = defaultdict(tuple)
    for release_id, pk, slug, title in links:
        found[release_id] += (JourneyName(pk, slug, title),)
    return found
