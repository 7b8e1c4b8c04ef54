"""Joint coverage: how many meetings both sides came to, and those behind it."""

from django.http import HttpResponse
from django.utils import timezone

from alignment.http import PersonRequest, render_page
from journeys.forms.meeting_coverage import USUAL, CoverageFilter
from journeys.queries.meeting_coverage import GOAL, meeting_coverage


def meeting_coverage_show(request: PersonRequest) -> HttpResponse:
    chosen = CoverageFilter({"days": request.GET.get("days") or USUAL})
    found = meeting_coverage(days=chosen.over, now=timezone.now())
    context = {"filter": chosen, "days": chosen.over, "found": found, "goal": GOAL}
    return render_page(
        request, "journeys/meeting_coverage.html", context, fragment="coverage"
    )
