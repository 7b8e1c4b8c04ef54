"""Telling an insight, once however often it is sent."""

from uuid import UUID

from django.db import transaction

from alignment.keys import keep_once
from alignment.live import publish
from alignment.people.models import Person
from journeys.models import Insight, Meeting, MeetingInsight
from journeys.models.insight_news import tell_told


@transaction.atomic
def tell_insight(
    *, draft: Insight, key: UUID, by: Person, meeting: Meeting | None = None
) -> Insight:
    """Keep what was learnt. Sent again under the same key it is the one kept before.

    `meeting` is where it was told.
    """
    values = {
        name: getattr(draft, name)
        for name in ("said", "journey", "step", "severity", "wants_mail")
    }
    made, is_new = keep_once(
        Insight.objects, key=key, who="told_by", by=by, values=values
    )
    if is_new:
        if meeting:
            MeetingInsight.objects.create(meeting=meeting, insight=made)
        publish("insights")
        tell_told(made)
    return made
