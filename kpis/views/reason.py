"""The page on which contact reasons are mapped, one by one and many at once."""

import json
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page, wants_fragment
from alignment.nudge import nudge
from alignment.people.access import must_edit
from kpis import access
from kpis.forms.reason import MappingForm, ReasonFilter
from kpis.models import Reason
from kpis.number_tasks import refresh_numbers
from kpis.operations.reasons import (
    Before,
    NoSuchPlace,
    Place,
    judge_reasons,
    map_reasons,
    put_back,
)
from kpis.queries.reason import counted, places, reasons_listed, unmapped_count

A_PAGE = 25
SALT = "kpis.reasons.before"
UNDO_SECONDS = 3600


def reason_list(request: PersonRequest) -> HttpResponse:
    return _list(request)


def _list(
    request: PersonRequest, *, problem: str = "", status: int = 200
) -> HttpResponse:
    chosen = ReasonFilter(request.GET)
    rows = reasons_listed(chosen.wanted)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "places": places(),
        "demands": Reason.Demand.choices,
        "unmapped": unmapped_count(),
        "problem": problem,
    }
    return render_page(
        request, "kpis/reason_list.html", context, fragment="reasons", status=status
    )


@require_POST
def reason_map(request: PersonRequest, pk: int) -> HttpResponse:
    """Map one reason, and say its demand; the row answers by itself."""
    reason = access.reason_to_map(request.user, pk)
    problem, before = _change(request, [reason])
    if not wants_fragment(request):
        return _back(request, problem, before)
    context = {
        "reason": counted(Reason.objects.select_related("source")).get(pk=pk),
        "places": places(),
        "demands": Reason.Demand.choices,
        "problem": problem,
        "unmapped": unmapped_count(),
        "alone": True,
    }
    response = render_page(
        request,
        "kpis/reason_list.html",
        context,
        fragment="reason",
        status=422 if problem else 200,
    )
    return _with_toast(response, before)


@require_POST
def reason_assign(request: PersonRequest) -> HttpResponse:
    """Map the ticked reasons to one step, or say one demand for all of them."""
    must_edit(request.user)
    said = request.POST.getlist("reasons")
    ticked = [int(pk) for pk in said if pk.isdecimal() and len(pk) < 19]
    reasons = access.reasons_to_map(request.user, ticked)
    if not reasons:
        return _list(request, problem="Tick the reasons to map first.", status=422)
    problem, before = _change(request, reasons)
    if problem:
        return _list(request, problem=problem, status=422)
    if not wants_fragment(request):
        return _back(request, problem, before)
    return _with_toast(_list(request), before)


@require_POST
def reason_restore(request: PersonRequest, token: str) -> HttpResponse:
    """Undo a change of reasons, as the token of its notice says."""
    must_edit(request.user)
    try:
        stored = signing.loads(token, salt=SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    before = [Before(pk, Place(*place), demand) for pk, place, demand in stored]
    count = put_back(before=before)
    nudge(refresh_numbers)
    what = "1 reason is" if count == 1 else f"{count} reasons are"
    messages.success(request, f"{what} as before.")
    return redirect("kpis:reason-list")


def _change(request: PersonRequest, reasons: list[Reason]) -> tuple[str, list[Before]]:
    """Do what the form says: what is wrong with it, or how things stood before."""
    form = MappingForm(request.POST)
    if not form.is_valid():
        return "Choose from the lists only.", []
    given = form.cleaned_data
    before: list[Before] = []
    if "to" in request.POST and given["to"] != "same":
        try:
            before += map_reasons(reasons=reasons, place=Place.of(given["to"]))
        except NoSuchPlace as problem:
            return str(problem), []
    if "demand" in request.POST and request.POST["demand"] != "same":
        known = {each.reason_id for each in before}
        judged = judge_reasons(reasons=reasons, demand=given["demand"])
        before += [each for each in judged if each.reason_id not in known]
    if before:
        nudge(refresh_numbers)
    return "", before


def _said(before: list[Before]) -> str:
    return (
        "Saved for 1 reason" if len(before) == 1 else f"Saved for {len(before)} reasons"
    )


def _with_toast(response: HttpResponse, before: list[Before]) -> HttpResponse:
    if before:
        toast = {"text": _said(before), "undo": _undo_address(before)}
        response["HX-Trigger"] = json.dumps({"toast": toast})
    return response


def _undo_address(before: list[Before]) -> str:
    stored: list[Any] = [
        [each.reason_id, [each.place.journey_id, each.place.step_id], each.demand]
        for each in before
    ]
    token = signing.dumps(stored, salt=SALT, compress=True)
    return reverse("kpis:reason-restore", args=[token])


def _back(request: PersonRequest, problem: str, before: list[Before]) -> HttpResponse:
    if problem:
        messages.error(request, problem)
    elif before:
        messages.success(request, f"{_said(before)}.")
    query = request.GET.urlencode()
    return redirect(f"{reverse('kpis:reason-list')}{'?' if query else ''}{query}")
