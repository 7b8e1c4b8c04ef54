"""What happened to a journey, and who owned it on a day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alignment.http import PersonRequest
from journeys import access
from journeys.forms.history import DayForm
from journeys.queries.history import journey_history as read_history
from journeys.queries.history import owners_on


def journey_history(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_see(request.user, slug)
    today = timezone.localdate()
    form = DayForm({"on": request.GET.get("on") or today})
    on = form.cleaned_data["on"] if form.is_valid() else today
    context = {
        "journey": journey,
        "form": form,
        "on": on,
        "asked": "on" in request.GET,
        "answer": owners_on(journey, on),
        "history": read_history(journey, until=on),
    }
    status = 422 if form.errors else 200
    return render(request, "journeys/journey_history.html", context, status=status)
