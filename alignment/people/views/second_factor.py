"""Helping somebody who lost the phone with their codes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from alignment.people import access
from alignment.people.operations.second_factor import remove_second_factor


@require_POST
def second_factor_remove(request: PersonRequest, pk: int) -> HttpResponse:
    person = access.person_to_edit(request.user, pk)
    remove_second_factor(person=person, by=request.user)
    messages.success(request, f"{person.name} signs in with the password alone now.")
    return redirect("people:person-edit", pk)
