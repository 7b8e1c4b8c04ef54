"""What happened to something, for everybody who sees it; who owned a journey when."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alignment.days import day_asked, day_problem
from alignment.history import Told, history
from alignment.http import PersonRequest
from alignment.navigation import register_of
from journeys import access
from journeys.forms.history import DayForm
from journeys.models import Initiative, Insight, Kickoff, Meeting, Release
from journeys.queries import history_told as told
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


def initiative_history(request: PersonRequest, slug: str) -> HttpResponse:
    initiative = access.initiative_to_see(request.user, slug)
    return _history(request, initiative, told.INITIATIVE, "initiative")


def kickoff_history(request: PersonRequest, slug: str) -> HttpResponse:
    kickoff = access.kickoff_to_see(request.user, slug)
    initiative, list_url = kickoff.initiative, reverse("journeys:initiative-list")
    above = {
        "what": f"the kickoff of “{initiative}”",
        "up": "Kickoff",
        "over": initiative.title,
        "over_url": initiative.get_absolute_url(),
        "top": "Initiatives",
        "top_url": list_url,
    }
    return _history(request, kickoff, told.KICKOFF, "kickoff", **above)


def insight_history(request: PersonRequest, pk: int) -> HttpResponse:
    insight = access.insight_to_see(request.user, pk)
    return _history(request, insight, told.INSIGHT, "insight")


def meeting_history(request: PersonRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_to_see(request.user, pk)
    return _history(request, meeting, told.MEETING, "meeting")


def release_history(request: PersonRequest, slug: str) -> HttpResponse:
    release = access.release_to_see(request.user, slug)
    return _history(request, release, told.RELEASE, "release")


def _history(
    request: PersonRequest,
    row: Initiative | Insight | Kickoff | Meeting | Release,
    tables: Iterable[Told],
    noun: str,
    **above: str,
) -> HttpResponse:
    on = request.GET.get("on", "")
    until = day_asked(on, otherwise=timezone.localdate())
    over, over_url = register_of(row.get_absolute_url())
    context = {
        "what": f"the {noun} “{row}”",
        "up": str(row),
        "up_url": row.get_absolute_url(),
        "over": over,
        "over_url": over_url,
        "problem": day_problem(on),
        "history": history(tables, row.pk, until=until),
    }
    return render(request, "components/history.html", context | above)
