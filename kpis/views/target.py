"""Targets: proposed by one side, agreed by the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from kpis import access
from kpis.forms.target import TargetForm
from kpis.models import Target
from kpis.models.target import NotYoursToAgree
from kpis.views.kpi import kpi_page


@require_POST
def target_propose(request: PersonRequest, metric: str) -> HttpResponse:
    """For the journey the address names, or for the whole company."""
    target = access.target_to_propose(
        request.user, metric, request.GET.get("journey", "")
    )
    form = TargetForm(request.POST, instance=target)
    if not form.is_valid():
        return kpi_page(request, metric, target_form=form, status=422)
    target.propose(by=request.user)
    messages.success(request, "Proposed. It counts once the other side agrees.")
    return redirect(target)


@require_POST
def target_agree(request: PersonRequest, pk: int) -> HttpResponse:
    target = access.target_to_answer(request.user, pk)
    try:
        target.agree(by=request.user)
    except NotYoursToAgree as reason:
        messages.error(request, str(reason))
    return redirect(target)


@require_POST
def target_end(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a proposal back, ask to end one in force, or agree to that."""
    target = access.target_to_answer(request.user, pk)
    target.end(by=request.user)
    return redirect(target)


@require_POST
def target_keep(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer a wish to end it with no."""
    target: Target = access.target_to_answer(request.user, pk)
    target.keep(by=request.user)
    return redirect(target)
