"""The day of a kickoff as a calendar file, the newer one replacing the older."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from alignment.versions import events_of
from journeys.models import Kickoff

TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def kickoff_calendar(kickoff: Kickoff) -> bytes:
    """One event of that whole day. Only for a kickoff that has a day; 1 query.

    Its UID stays, and SEQUENCE grows with each version of the kickoff.
    """
    newest = events_of(kickoff).values("pgh_id", "pgh_created_at").last()
    lead, initiative = kickoff.initiative.lead, kickoff.initiative
    url = f"{settings.SITE_URL}{kickoff.get_absolute_url()}"
    event = Event()
    event.add("uid", f"kickoff-{initiative.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", newest["pgh_id"])
    event.add("dtstamp", newest["pgh_created_at"])
    event.add("last-modified", newest["pgh_created_at"])
    event.add("summary", f"Kickoff: {initiative.title}")
    event.add("dtstart", kickoff.held_on)
    event.add("dtend", kickoff.held_on + timedelta(days=1))  # type: ignore[operator]
    event.add("description", _said(kickoff, url))
    event.add("url", url)
    event.add("status", "TENTATIVE" if kickoff.state == "draft" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    organiser = vCalAddress(f"mailto:{lead.email}")
    organiser.params["CN"] = vText(lead.name)
    event["organizer"] = organiser
    calendar = Calendar()
    calendar.add("prodid", "-//Alignment//Kickoffs//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _said(kickoff: Kickoff, url: str) -> str:
    told = [each for each in (kickoff.problem, kickoff.outcome) if each]
    return "\n\n".join([*told, url])
