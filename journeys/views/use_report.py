"""Whether staff still do it by hand: asking them, and their answer in one tap."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from journeys import access
from journeys.forms.workaround import AskForm, UseForm
from journeys.models import WrongMoment
from journeys.operations.use_report import NotOfOps, ask_staff, report_use
from journeys.views.workaround import show_workaround


@require_POST
def use_ask(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask people by name whether they still do it."""
    workaround = access.workaround_to_edit(request.user, pk)
    form = AskForm(request.POST)
    if not form.is_valid():
        problem = form.errors["people"][0]
        return show_workaround(request, workaround, problem=problem, status=422)
    people = form.cleaned_data["people"]
    try:
        asked = ask_staff(workaround=workaround, people=people, by=request.user)
    except (NotOfOps, WrongMoment) as reason:
        return show_workaround(request, workaround, problem=str(reason), status=422)
    what = "1 person is" if asked == 1 else f"{asked} people are"
    said = f"{what} asked." if asked else "They are asked already, or have answered."
    messages.success(request, said)
    return redirect(workaround)


@require_POST
def use_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """How often one still does it; 0 is “no more”."""
    workaround = access.workaround_to_answer(request.user, pk)
    form = UseForm(request.POST)
    if not form.is_valid():
        problem = form.errors["times_a_week"][0]
        return show_workaround(request, workaround, problem=problem, status=422)
    times = form.cleaned_data["times_a_week"]
    try:
        report_use(workaround=workaround, times_a_week=times, by=request.user)
    except (NotOfOps, WrongMoment) as reason:
        return show_workaround(request, workaround, problem=str(reason), status=422)
    said = "Thank you. That counts." if times else "Thank you. One less by hand."
    messages.success(request, said)
    return redirect(workaround)
