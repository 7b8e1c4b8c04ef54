"""Teams: a page for everybody, and looking after them for admins."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from alignment.live import publish
from alignment.once import once
from alignment.people import access
from alignment.people.context import organisation
from alignment.people.forms.team import TAKEN, RenameForm, TeamForm
from alignment.people.models import Team, TeamNotEmpty
from alignment.people.queries.person import first_steps, team_people, teams


def team_show(request: PersonRequest, slug: str) -> HttpResponse:
    team = access.team_to_show(request.user, slug)
    context = {"team": team, "people": team_people(viewer=request.user, team=team)}
    return render_page(request, "people/team_show.html", context, fragment="team")


def team_list(request: PersonRequest) -> HttpResponse:
    access.must_admin(request.user)
    sides = teams(viewer=request.user, words=organisation())
    return render(request, "people/team_list.html", {"sides": sides})


@once
def team_add(request: PersonRequest) -> HttpResponse:
    access.must_admin(request.user)
    form = TeamForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            team = Team.objects.begin(**form.cleaned_data)
        except IntegrityError:  # somebody took the name in the same moment
            form.add_error("name", TAKEN)
        else:
            publish("people")
            messages.success(request, f"{team.name} was added.")
            done = first_steps(viewer=request.user).is_done
            return redirect("people:team-list" if done else "people:welcome-show")
    status = 422 if request.method == "POST" else 200
    return render(request, "people/team_add.html", {"form": form}, status=status)


def team_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Another name; the side stays."""
    team = access.team_to_edit(request.user, slug)
    form = RenameForm(request.POST or None, team=team)
    if request.method == "POST" and form.is_valid():
        try:
            team.rename(form.cleaned_data["name"], by=request.user)
        except IntegrityError:
            team.refresh_from_db()
            form.add_error("name", TAKEN)
        else:
            publish("people")
            messages.success(request, f"The team is called {team.name} now.")
            return redirect("people:team-list")
    return _edit_page(request, team, form)


@require_POST
def team_delete(request: PersonRequest, slug: str) -> HttpResponse:
    team = access.team_to_edit(request.user, slug)
    try:
        team.dissolve(by=request.user)
    except TeamNotEmpty as reason:
        return _edit_page(request, team, RenameForm(team=team), problem=str(reason))
    publish("people")
    messages.success(request, f"{team.name} was deleted.")
    return redirect("people:team-list")


def _edit_page(
    request: PersonRequest, team: Team, form: RenameForm, *, problem: str = ""
) -> HttpResponse:
    context = {"team": team, "form": form, "problem": problem}
    status = 422 if problem or form.is_bound else 200
    return render(request, "people/team_edit.html", context, status=status)
