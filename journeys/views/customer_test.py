"""Tests with customers: recorded, shown, and edited with their history."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alignment.http import PersonRequest, render_page
from alignment.once import once
from alignment.people.queries.conflict import Conflict, conflict
from alignment.people.queries.keeper import keepers
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.forms.customer_test import CustomerTestForm
from journeys.models import CustomerTest, Initiative
from journeys.operations.customer_test import record_test
from journeys.operations.slice import slice_copy
from journeys.queries.customer_test import customer_test_history


def customer_test_show(request: PersonRequest, pk: int) -> HttpResponse:
    test = access.customer_test_to_see(request.user, pk)
    context = {
        "test": test,
        "initiative": test.initiative,
        "history": customer_test_history(test, keepers()),
    }
    return render_page(
        request, "journeys/customer_test_show.html", context, fragment="test"
    )


@once
def customer_test_add(request: PersonRequest, slug: str) -> HttpResponse:
    initiative = access.initiative_to_edit(request.user, slug)
    start = {"tested_on": timezone.localdate()}
    form = CustomerTestForm(request.POST or None, initial=start)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return _form(request, form, initiative, status=status)
    made = record_test(
        draft=form.save(commit=False), initiative=initiative, by=request.user
    )
    messages.success(request, "The test is written down, with the slice as it is now.")
    return redirect(made)


def customer_test_edit(request: PersonRequest, pk: int) -> HttpResponse:
    test = access.customer_test_to_edit(request.user, pk)
    of, seen = test.initiative, {"seen": version_of(test)}
    form = CustomerTestForm(request.POST or None, instance=test, initial=seen)
    if not form.is_valid():
        return _form(request, form, of, test, status=422 if form.errors else 200)
    values = {name: form.cleaned_data[name] for name in CustomerTest.TEXTS}
    try:
        test.rewrite(**values, seen=form.cleaned_data["seen"] or 0)
    except EditedMeanwhile:
        found = conflict(test, form)
        return _form(request, form, of, test, found=found, status=409)
    messages.success(request, "Saved.")
    return redirect(test)


def _form(
    request: PersonRequest,
    form: CustomerTestForm,
    initiative: Initiative,
    test: CustomerTest | None = None,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "initiative": initiative,
        "test": test,
        "conflict": found,
        "drawn": test.slice_rows if test else slice_copy(initiative),
    }
    return render(request, "journeys/customer_test_edit.html", context, status=status)
