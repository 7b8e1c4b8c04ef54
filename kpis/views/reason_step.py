"""The contact reasons of one step, as a part of the step's own page."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page, wants_fragment
from alignment.nudge import nudge
from journeys.models import Step
from kpis import access
from kpis.models import Reason
from kpis.number_tasks import refresh_numbers
from kpis.operations.reasons import Place, map_reasons
from kpis.queries.reason import reasons_for_step, reasons_of_step


def step_reasons(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, access.step_to_see(request.user, pk))


def _page(request: PersonRequest, step: Step, *, status: int = 200) -> HttpResponse:
    may_edit = request.user.edits
    context = {
        "step": step,
        "reasons": reasons_of_step(step),
        "others": reasons_for_step(step) if may_edit else [],
        "may_edit": may_edit,
        "problem": "Choose a reason to add first." if status == 422 else "",
    }
    return render_page(
        request, "kpis/step_reasons.html", context, fragment="reasons", status=status
    )


@require_POST
def step_reason_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a reason that belongs nowhere yet, or elsewhere, to this step."""
    step = access.step_to_map(request.user, pk)
    chosen = request.POST.get("reason", "")
    if not chosen.isdecimal() or len(chosen) > 18:
        return _page(request, step, status=422)
    reason = access.reason_to_map(request.user, int(chosen))
    return _moved(request, step, reason, Place(step.journey_id, step.pk))


@require_POST
def step_reason_remove(request: PersonRequest, pk: int, reason: int) -> HttpResponse:
    """Take a reason from this step; it stays with the journey."""
    step = access.step_to_map(request.user, pk)
    found = access.reason_to_map(request.user, reason)
    place = Place(step.journey_id) if found.step_id == step.pk else None
    return _moved(request, step, found, place)


def _moved(
    request: PersonRequest, step: Step, reason: Reason, place: Place | None
) -> HttpResponse:
    if place is not None:
        map_reasons(reasons=[reason], place=place)
        nudge(refresh_numbers)
    if wants_fragment(request):
        return _page(request, step)
    return redirect("kpis:step-reasons", step.pk)
