"""Home: what needs both sides, and how the journeys do."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from alignment.http import PersonRequest, render_page


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """Show the shared page."""
    return render_page(request, "dashboards/home.html", {}, fragment="home")
