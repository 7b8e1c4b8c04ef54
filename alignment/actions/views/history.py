"""What happened to an action, in a page of its own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alignment.actions import access
from alignment.actions.queries.told import ACTION
from alignment.days import day_asked, day_problem
from alignment.history import history
from alignment.http import PersonRequest


def action_history(request: PersonRequest, pk: int) -> HttpResponse:
    action = access.action_to_see(request.user, pk)
    on = request.GET.get("on", "")
    until = day_asked(on, otherwise=timezone.localdate())
    context = {
        "what": f"the action “{action.title}”",
        "up": action.title,
        "up_url": action.get_absolute_url(),
        "over": "Actions",
        "over_url": reverse("actions:action-list"),
        "problem": day_problem(on),
        "history": history(ACTION, action.pk, until=until),
    }
    return render(request, "components/history.html", context)
