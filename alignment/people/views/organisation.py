"""The organisation's name, words and counting rules, for admins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from alignment.http import PersonRequest
from alignment.live import publish
from alignment.people import access
from alignment.people.context import forget_organisation
from alignment.people.forms.organisation import OrganisationForm


def organisation_edit(request: PersonRequest) -> HttpResponse:
    row = access.organisation_to_edit(request.user)
    form = OrganisationForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        forget_organisation()
        publish("people")
        messages.success(request, "Saved. Every page uses these words now.")
        return redirect("people:organisation-edit")
    status = 422 if request.method == "POST" else 200
    context = {"form": form}
    return render(request, "people/organisation_edit.html", context, status=status)
