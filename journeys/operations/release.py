"""Recording releases by hand, and bringing removed ones back."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from alignment.actions.models import Thread
from alignment.people.models import Person
from alignment.turn import take_turn
from alignment.versions import history_of
from journeys.models import Journey, Release, ReleaseJourney
from journeys.models.release import tell_of_releases

RESERVED = {"add", "upload", "restore"}


@transaction.atomic
def record_release(
    *, draft: Release, journeys: Iterable[Journey], by: Person
) -> Release:
    """Keep an unsaved release, with an address made of its name."""
    take_turn("release")
    draft.slug, draft.created_by = release_slug(draft, taken_slugs()), by
    draft.save(force_insert=True)
    draft.journeys.set(journeys)
    tell_of_releases()
    return draft


@transaction.atomic
def restore_release(*, event: Any) -> Release:
    """Make a removed release again, on the journeys it touched, with its talk.

    `event` is the last version in its history. Safe to repeat.
    """
    take_turn("release")
    same = {"name": event.name, "released_on": event.released_on}
    if found := Release.objects.filter(**same).first():
        return found
    release = Release(
        pk=event.pgh_obj_id,
        **same,
        summary=event.summary,
        created_at=event.created_at,
        created_by_id=event.created_by_id,
    )
    taken = taken_slugs()
    if event.slug in taken:
        release.slug = release_slug(release, taken)
    else:  # its address stays good, and the talk about it is found there
        release.slug = event.slug
        release.thread = _talk_about(release)
    release.save(force_insert=True)
    # A transaction has one time: what it touched was unlinked in the same moment.
    touched = history_of(ReleaseJourney).filter(
        release_id=event.pgh_obj_id, pgh_created_at=event.pgh_created_at
    )
    release.journeys.set(Journey.objects.filter(pk__in=touched.values("journey_id")))
    tell_of_releases()
    return release


def _talk_about(release: Release) -> Thread | None:
    """The newest talk about this address that no release has."""
    kept = Release.objects.exclude(thread=None).values("thread")
    found = Thread.objects.filter(about_url=release.get_absolute_url())
    return found.exclude(pk__in=kept).first()


def taken_slugs() -> set[str]:
    return {*Release.objects.order_by("pk").values_list("slug", flat=True), *RESERVED}


def release_slug(release: Release, taken: set[str]) -> str:
    """The name, then the name and day, then a number as well."""
    name = slugify(release.name.replace(".", "-"))[:110].strip("-") or "release"
    tries = [name, f"{name}-{release.released_on}"]
    tries += [f"{tries[1]}-{number}" for number in range(2, len(taken) + 3)]
    return next(one for one in tries if one not in taken)
