"""What happens on a journey: its numbers, for the parts of the journey's page."""

from django.http import HttpResponse
from django.utils import timezone

from alignment.http import PersonRequest, render_page
from journeys import access as journeys
from kpis.queries.freshness import freshness
from kpis.queries.journey import journey_numbers


def journey_contacts(request: PersonRequest, slug: str) -> HttpResponse:
    """A page by itself; for the journey's page, its parts by their ids."""
    journey = journeys.journey_to_see(request.user, slug)
    fresh = freshness()
    on = fresh.last_whole_day or timezone.localdate()
    numbers = journey_numbers(journey.pk, on)
    context = {"journey": journey, "fresh": fresh, "numbers": numbers}
    return render_page(request, "kpis/journey_contacts.html", context, fragment="parts")
