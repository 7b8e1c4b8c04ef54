"""Phases of a journey: adding, naming, ordering, removing."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from alignment.once import once
from journeys import access
from journeys.forms.step import MoveForm, NewPhaseForm, PhaseForm
from journeys.operations.arrange import (
    Gone,
    LastPhase,
    add_phase,
    move_phase,
    remove_phase,
    rename_phase,
)
from journeys.views.arranged import arranged, refused


@require_POST
@once
def phase_add(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_edit(request.user, slug)
    form = NewPhaseForm(request.POST)
    if not form.is_valid():
        return refused(request, journey, new_phase=form)
    phase = add_phase(journey=journey, name=form.cleaned_data["name"])
    return arranged(request, journey, f"“{phase}” is added at the end.")


@require_POST
def phase_rename(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    phase = access.phase_to_edit(request.user, slug, pk)
    journey = phase.journey
    form = PhaseForm(request.POST, instance=phase, prefix=f"phase-{pk}")
    if not form.is_valid():
        return refused(request, journey, renaming=form, renaming_pk=pk)
    try:
        rename_phase(phase=phase, name=form.cleaned_data["name"])
    except Gone as reason:
        return refused(request, journey, problem=str(reason))
    return arranged(request, journey, f"The phase is called “{phase}” now.")


@require_POST
def phase_move(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    phase = access.phase_to_edit(request.user, slug, pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return refused(request, phase.journey, problem="Choose where to move it.")
    try:
        place = move_phase(phase=phase, by_places=form.cleaned_data["by"] or 0)
    except Gone as reason:
        return refused(request, phase.journey, problem=str(reason))
    return arranged(request, phase.journey, str(place))


@require_POST
def phase_remove(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    phase = access.phase_to_edit(request.user, slug, pk)
    name = phase.name
    try:
        heir = remove_phase(phase=phase)
    except (LastPhase, Gone) as reason:
        return refused(request, phase.journey, problem=str(reason))
    said = f"“{name}” is removed. Its steps are in “{heir}” now."
    return arranged(request, phase.journey, said)
