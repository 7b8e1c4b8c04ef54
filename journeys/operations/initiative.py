"""Starting an initiative, and its kickoff with it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from alignment.live import publish
from alignment.people.models import Person
from alignment.turn import take_turn
from journeys.models import Initiative, Journey, Kickoff, Step

RESERVED = {"add"}


@transaction.atomic
def start_initiative(
    *, draft: Initiative, journeys: Iterable[Journey], steps: Iterable[Step], by: Person
) -> Initiative:
    """Keep an idea, with an empty kickoff that waits for answers and a sponsor."""
    take_turn("initiative")
    draft.slug, draft.created_by = _free_slug(draft.title), by
    draft.save(force_insert=True)
    draft.touch(journeys, steps)
    Kickoff.objects.create(initiative=draft)
    publish("initiatives")
    return draft


def _free_slug(title: str) -> str:
    words = slugify(title)[:110].strip("-") or "initiative"
    found = Initiative.objects.filter(slug__startswith=words)
    taken = set(found.values_list("slug", flat=True)) | RESERVED
    if words not in taken:
        return words
    tries = (f"{words}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in tries if each not in taken)
