"""Proposing a workaround, once however often it is sent."""

from uuid import UUID

from django.db import transaction

from alignment.keys import keep_once
from alignment.live import publish
from alignment.people.models import Person
from journeys.models import Insight, Workaround
from journeys.models.workaround_news import tell_told


@transaction.atomic
def propose_workaround(
    *, draft: Workaround, key: UUID, by: Person, insight: Insight | None = None
) -> Workaround:
    """Keep it. Sent again under the same key it is the one kept before."""
    values = {name: getattr(draft, name) for name in Workaround.SAID}
    values |= {"insight": insight}
    made, is_new = keep_once(
        Workaround.objects, key=key, who="proposed_by", by=by, values=values
    )
    if is_new:
        publish("workarounds")
        if insight:
            publish("insights")
        tell_told(made)
    return made
