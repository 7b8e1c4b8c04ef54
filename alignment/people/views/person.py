"""People: their page for everybody, and looking after them for admins."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from alignment.live import publish
from alignment.people import access
from alignment.people.forms.person import PeopleFilter, PlaceForm
from alignment.people.models import (
    LastAdmin,
    Person,
    StandsForASide,
    StillOwns,
    WrongSide,
)
from alignment.people.operations.place import place
from alignment.people.operations.second_factor import has_second_factor
from alignment.people.queries.letter import mail_trouble
from alignment.people.queries.person import invitations, people

PAGE_LENGTH = 50


def person_show(request: PersonRequest, pk: int) -> HttpResponse:
    """Who somebody is, where they stand, how to reach them."""
    person = access.person_to_show(request.user, pk)
    context = {"person": person}
    return render_page(request, "people/person_show.html", context, fragment="person")


def person_list(request: PersonRequest) -> HttpResponse:
    """Everybody, found by words, side, role and state; the address says which."""
    access.must_admin(request.user)
    form = PeopleFilter(request.GET)
    wishes = form.wishes()
    state = wishes.pop("state")
    found: QuerySet[Any]
    if state == PeopleFilter.State.INVITED:
        found = invitations(viewer=request.user, **wishes)
    else:
        left = state == PeopleFilter.State.LEFT
        found = people(viewer=request.user, left=left, **wishes)
    context = {
        "filter": form,
        "state": state,
        "filtered": any(wishes.values()),
        "trouble": mail_trouble(viewer=request.user),
        "invited": 0 if state else invitations(viewer=request.user, **wishes).count(),
        "page": Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page")),
    }
    return render_page(request, "people/person_list.html", context, fragment="people")


def person_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Role and teams, and leaving."""
    person = access.person_to_edit(request.user, pk)
    if request.method != "POST":
        return _edit_page(request, person)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, person, form)
    try:
        place(person=person, by=request.user, **form.cleaned_data)
    except (LastAdmin, StillOwns) as reason:
        form.add_error("role", str(reason))
    except (WrongSide, StandsForASide) as reason:
        form.add_error("teams", str(reason))
    if form.errors:
        return _edit_page(request, access.person_to_edit(request.user, pk), form)
    publish("people")
    messages.success(request, f"{person.name} was changed.")
    return redirect(person if person == request.user else "people:person-list")


@require_POST
def person_deactivate(request: PersonRequest, pk: int) -> HttpResponse:
    person = access.person_to_edit(request.user, pk)
    try:
        person.deactivate(by=request.user)
    except LastAdmin as reason:
        return _edit_page(request, person, problem=str(reason))
    publish("people")
    publish("journeys")
    messages.success(request, f"{person.name} was deactivated and is signed out.")
    return redirect("people:person-edit", pk)


@require_POST
def person_reactivate(request: PersonRequest, pk: int) -> HttpResponse:
    person = access.person_to_edit(request.user, pk)
    person.reactivate(by=request.user)
    publish("people")
    publish("journeys")
    messages.success(request, f"{person.name} can sign in again.")
    return redirect("people:person-edit", pk)


def _edit_page(
    request: PersonRequest,
    person: Person,
    form: PlaceForm | None = None,
    *,
    problem: str = "",
) -> HttpResponse:
    teams = [team.pk for team in person.teams.all()]
    context = {
        "person": person,
        "form": form or PlaceForm(initial={"role": person.role, "teams": teams}),
        "problem": problem,
        "second_factor": has_second_factor(person),
    }
    status = 422 if form or problem else 200
    return render(request, "people/person_edit.html", context, status=status)
