"""Steps of a journey: adding, writing, ordering, removing and bringing back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, wants_fragment
from alignment.once import once
from alignment.people.queries.conflict import Conflict, conflict
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.forms.step import MoveForm, NewStepForm, StepForm
from journeys.models import CannotOwn, Step
from journeys.operations.arrange import (
    Gone,
    Place,
    add_step,
    move_step,
    move_step_by,
    restore_step,
)
from journeys.views.arranged import arranged, refused
from journeys.views.journey import side_words


@require_POST
@once
def step_add(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_edit(request.user, slug)
    form = NewStepForm(request.POST, phases=journey.phases.all())
    if not form.is_valid():
        return refused(request, journey, new_step=form)
    try:
        step = add_step(
            phase=form.cleaned_data["phase"], name=form.cleaned_data["name"]
        )
    except Gone as reason:
        return refused(request, journey, problem=str(reason))
    return arranged(request, journey, f"“{step}” is added. Nobody looks after it yet.")


def step_edit(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    step = access.step_to_edit(request.user, slug, pk)
    if request.method != "POST":
        seen = {"seen": version_of(step)}
        form = StepForm(instance=step, initial=seen, words=side_words())
        return _page(request, step, form)
    form = StepForm(request.POST, instance=step, words=side_words())
    if not form.is_valid():
        return _page(request, step, form, status=422)
    values = {name: form.cleaned_data[name] for name in form.Meta.fields}
    try:
        step.rewrite(**values, seen=form.cleaned_data["seen"] or 0)
    except EditedMeanwhile:
        return _page(request, step, form, found=conflict(step, form), status=409)
    except CannotOwn as reason:
        form.add_error(None, str(reason))
        return _page(request, step, form, status=422)
    messages.success(request, f"“{step}” is saved.")
    return redirect(step)


def _page(
    request: PersonRequest,
    step: Step,
    form: StepForm,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "conflict": found,
        "journey": step.journey,
        "step": step,
        "name": form.initial["name"],
    }
    return render(request, "journeys/step_edit.html", context, status=status)


@require_POST
def step_move(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    step = access.step_to_edit(request.user, slug, pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return refused(request, step.journey, problem="Choose where to move it.")
    try:
        place = _move(request, step, form)
    except Gone as reason:
        return refused(request, step.journey, problem=str(reason))
    return arranged(request, step.journey, str(place))


def _move(request: PersonRequest, step: Step, form: MoveForm) -> Place:
    if by := form.cleaned_data["by"]:
        return move_step_by(step=step, by_places=by)
    phase_pk, place = map(int, form.cleaned_data["to"].split("-"))
    phase = access.phase_to_edit(request.user, step.journey.slug, phase_pk)
    return move_step(step=step, to_phase=phase, to_place=place)


@require_POST
def step_remove(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    step = access.step_to_restore(request.user, slug, pk)
    step.remove()
    said = f"“{step}” is removed."
    undo = reverse("journeys:step-restore", args=[slug, pk])
    if wants_fragment(request):
        return arranged(request, step.journey, said, undo=undo)
    edit = reverse("journeys:journey-edit", args=[slug])
    return redirect(f"{edit}?removed={pk}")


@require_POST
def step_restore(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    step = access.step_to_restore(request.user, slug, pk)
    restore_step(step=step)
    messages.success(request, f"“{step}” is back, in “{step.phase}”.")
    return redirect("journeys:journey-edit", slug)
