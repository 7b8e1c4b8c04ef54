"""The days of kickoffs as calendars read them, the newer one replacing the older."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from alignment.versions import history_of
from journeys.calendars.writing import Event, Party, calendar
from journeys.models import Kickoff

TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def kickoff_calendar(kickoff: Kickoff) -> bytes:
    """One event of that whole day. Only for a kickoff that has a day; 1 query."""
    return calendar(kickoff_events([kickoff]), "PUBLISH")


def kickoff_events(kickoffs: Iterable[Kickoff]) -> list[Event]:
    """An event of a whole day for each that has one; 1 query.

    Its UID stays, and SEQUENCE grows with each version of the kickoff.
    """
    found = [each for each in kickoffs if each.held_on]
    rows = history_of(Kickoff).filter(pgh_obj_id__in=[each.pk for each in found])
    newest = rows.values("pgh_obj_id").annotate(
        number=Max("pgh_id"), at=Max("pgh_created_at")
    )
    versions = {row["pgh_obj_id"]: row for row in newest}
    return [_event(each, versions[each.pk]) for each in found]


def _event(kickoff: Kickoff, version: dict[str, Any]) -> Event:
    lead, initiative = kickoff.initiative.lead, kickoff.initiative
    begins = datetime.combine(kickoff.held_on or timezone.localdate(), time())
    url = f"{settings.SITE_URL}{kickoff.get_absolute_url()}"
    return Event(
        uid=f"kickoff-{initiative.pk}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=version["number"],
        changed_at=version["at"],
        title=f"Kickoff: {initiative.title}",
        starts_at=timezone.make_aware(begins),
        minutes=24 * 60,
        zone=settings.TIME_ZONE,
        about="\n\n".join(filter(None, (kickoff.problem, kickoff.outcome, url))),
        url=url,
        organiser=Party(lead.name, lead.email),
        is_day=True,
        is_planned=kickoff.state == Kickoff.State.DRAFT,
    )
