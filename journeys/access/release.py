"""Who may load what of releases."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alignment.keys import key_of
from alignment.people.access import must_edit
from alignment.people.models import Person
from alignment.versions import history_of
from journeys.models import (
    Release,
)


def releases_to_see(person: Person) -> "QuerySet[Release]":
    return Release.objects.all()


def release_to_see(person: Person, slug: str) -> Release:
    return get_object_or_404(releases_to_see(person), slug=slug)


def release_to_talk(person: Person, pk: int) -> Release:
    return get_object_or_404(releases_to_see(person), pk=pk)


def release_to_edit(person: Person, slug: str) -> Release:
    must_edit(person)
    return release_to_see(person, slug)


def removed_release(person: Person, event: int) -> Any:
    """The last version of a release that was removed, to bring it back."""
    must_edit(person)
    removed = history_of(Release).filter(pgh_label="delete")
    return get_object_or_404(removed, pgh_id=event)


def last_removed(person: Person, event: str) -> Any:
    """The release just removed, to offer it back; None while it is there."""
    if not person.edits:
        return None
    asked = key_of(event)
    removed = history_of(Release).filter(pgh_label="delete", pgh_id=asked).first()
    back = removed and Release.objects.filter(
        name=removed.name, released_on=removed.released_on
    )
    return None if back is None or back.exists() else removed
