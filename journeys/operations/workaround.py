"""Proposing a workaround, once however often it is sent."""

from uuid import UUID, uuid4

from django.db import transaction

from alignment.live import publish
from alignment.people.models import Person
from journeys.models import Insight, Workaround


@transaction.atomic
def propose_workaround(
    *, draft: Workaround, key: UUID, by: Person, insight: Insight | None = None
) -> Workaround:
    """Keep it. Sent again under the same key it is the one kept before."""
    if Workaround.objects.filter(key=key).exclude(proposed_by=by).exists():
        key = uuid4()  # another's, by a mistake or by malice
    values = {name: getattr(draft, name) for name in Workaround.SAID}
    made, is_new = Workaround.objects.get_or_create(
        key=key, proposed_by=by, defaults=values | {"insight": insight}
    )
    if is_new:
        publish("workarounds")
        if insight:
            publish("insights")
    return made
