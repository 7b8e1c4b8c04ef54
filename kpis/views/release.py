"""What contacts did around a release, for the release's page."""

from django.http import HttpResponse
from django.utils import timezone

from alignment.http import PersonRequest, render_page
from journeys import access as journeys
from kpis.queries.release import CAUTION, release_numbers


def release_contacts(request: PersonRequest, slug: str) -> HttpResponse:
    release = journeys.release_to_see(request.user, slug)
    numbers = release_numbers(release, timezone.localdate())
    context = {"release": release, "numbers": numbers, "caution": CAUTION}
    return render_page(
        request, "kpis/release_contacts.html", context, fragment="release-contacts"
    )
