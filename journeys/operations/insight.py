"""Telling an insight, once however often it is sent."""

from uuid import UUID, uuid4

from django.db import transaction

from alignment.live import publish
from alignment.people.models import Person
from journeys.models import Insight, Meeting, MeetingInsight


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
    if Insight.objects.filter(key=key).exclude(told_by=by).exists():
        key = uuid4()  # another's, by a mistake or by malice
    made, is_new = Insight.objects.get_or_create(key=key, told_by=by, defaults=values)
    if is_new:
        if meeting:
            MeetingInsight.objects.create(meeting=meeting, insight=made)
        publish("insights")
    return made
