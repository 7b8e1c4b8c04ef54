"""The answer after something moved on the page that edits a journey."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django_htmx.http import trigger_client_event

from alignment.http import PersonRequest, wants_fragment
from journeys.models import Journey
from journeys.views.journey import show_edit


def arranged(
    request: PersonRequest, journey: Journey, said: str, *, undo: str = ""
) -> HttpResponse:
    """The map anew with a toast, or the page again with the same words on it."""
    if not wants_fragment(request):
        messages.success(request, said)
        return redirect("journeys:journey-edit", journey.slug)
    response = show_edit(request, journey)
    toast = {"text": said, "undo": undo} if undo else {"text": said}
    return trigger_client_event(response, "toast", toast)


def refused(request: PersonRequest, journey: Journey, **why: Any) -> HttpResponse:
    """The same page with what was wrong, nothing typed lost."""
    return show_edit(request, journey, status=422, **why)
