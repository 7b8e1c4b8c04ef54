"""The first run: making the first admin, and what to do next."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from alignment.http import PersonRequest
from alignment.people import access
from alignment.people.context import forget_organisation, organisation
from alignment.people.forms.welcome import WelcomeForm
from alignment.people.models import Person
from alignment.people.operations.welcome import AlreadyBegun, begin
from alignment.people.queries.person import first_steps
from alignment.people.views.invitation import BACKEND


@login_not_required
@sensitive_post_parameters()
def welcome_add(request: PersonRequest) -> HttpResponse:
    """Make organisation, team and first admin; 404 once anybody exists."""
    if Person.objects.exists():
        raise Http404
    form = WelcomeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "people/welcome_add.html", {"form": form}, status=status)
    try:
        admin = begin(form.beginning())
    except AlreadyBegun as late:
        raise Http404 from late
    forget_organisation()
    login(request, admin, backend=BACKEND)
    return redirect("people:welcome-show")


def welcome_show(request: PersonRequest) -> HttpResponse:
    """The steps from an empty installation to a journey that both sides own."""
    access.must_admin(request.user)
    steps = first_steps(viewer=request.user)
    context = {"steps": steps, "other_word": organisation().word(steps.other_side)}
    return render(request, "people/welcome_show.html", context)
