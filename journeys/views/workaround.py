"""Workarounds: the register, proposing one, its page, and its life."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.as_csv import streamed
from alignment.as_xlsx import TYPE
from alignment.http import PersonRequest, render_page
from alignment.keys import key_of
from alignment.people.context import organisation
from alignment.people.queries.conflict import Conflict, conflict
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.forms.workaround import (
    OwnerForm,
    PlanForm,
    RejectForm,
    WorkaroundFilter,
    WorkaroundForm,
)
from journeys.models import CannotOwnIt, NotItsRelease, Workaround, WrongMoment
from journeys.operations.use_report import StillInUse, retire
from journeys.operations.workaround import propose_workaround
from journeys.queries.workaround import asked_of, listed, total_of, workaround_rows
from journeys.queries.workaround_file import workaround_book, workaround_lines
from journeys.queries.workaround_page import long_ownerless, workaround_page
from journeys.views.journey import side_words

A_PAGE = 40
Refused = (CannotOwnIt, NotItsRelease, StillInUse, WrongMoment)


def workaround_list(request: PersonRequest) -> HttpResponse:
    chosen = WorkaroundFilter(request.GET, words=side_words())
    found = listed(access.workarounds_to_see(request.user), chosen.wanted)
    rate = organisation().hourly_cost
    total = total_of(found, rate)
    pages = Paginator(found, A_PAGE)
    pages.count = total.count  # summed up already
    page = pages.get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "wanted": chosen.wanted,
        "page": page,
        "rows": workaround_rows(page.object_list, rate),
        "total": total,
        "signals": long_ownerless(),
        "asked": asked_of(request.user),
    }
    return render_page(
        request, "journeys/workaround_list.html", context, fragment="workarounds"
    )


def workaround_export(request: PersonRequest, kind: str) -> HttpResponse:
    """The register as asked for, as CSV or XLSX."""
    chosen = WorkaroundFilter(request.GET, words=side_words())
    found = listed(access.workarounds_to_see(request.user), chosen.wanted)
    of = organisation()
    if kind == "csv":
        lines = workaround_lines(found, of.hourly_cost, of.currency)
        response: Any = StreamingHttpResponse(
            streamed(request, lines), content_type="text/csv; charset=utf-8"
        )
    elif kind == "xlsx":
        book = workaround_book(found, of.hourly_cost, of.currency)
        response = HttpResponse(book, content_type=TYPE)
    else:
        raise Http404
    name = f"workarounds-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response  # type: ignore[no-any-return]


def workaround_add(request: PersonRequest) -> HttpResponse:
    """Propose one; from an insight its words and its step are there already."""
    insight = access.insight_to_propose_from(
        request.user, request.GET.get("insight", "")
    )
    start: dict[str, Any] = {"step": key_of(request.GET.get("step", "")) or None}
    if insight:
        start = {"what": insight.said[:500], "step": insight.step_id}
    form = WorkaroundForm(request.POST or None, initial=start)
    if not form.is_valid():
        status = 422 if form.errors else 200
        context = {"form": form, "insight": insight}
        return render(request, "journeys/workaround_add.html", context, status=status)
    made = propose_workaround(
        draft=form.save(commit=False),
        key=form.one_key,
        by=request.user,
        insight=insight,
    )
    messages.success(request, "Told. Both sides see it, and what it costs.")
    return redirect(made)


def workaround_show(request: PersonRequest, pk: int) -> HttpResponse:
    return show_workaround(request, access.workaround_to_see(request.user, pk))


def show_workaround(
    request: PersonRequest, workaround: Workaround, **more: Any
) -> HttpResponse:
    """The page of one; `problem`, `reject` (a form) and `status` where refused."""
    status = more.pop("status", 200)
    if status != 200:  # a verb that was refused may have set something already
        workaround = access.workaround_to_see(request.user, workaround.pk)
    page = workaround_page(workaround, request.user, organisation())
    context = {"workaround": workaround, "page": page, "row": page.row}
    context |= {"reject": RejectForm(), "problem": ""} | more
    return render_page(
        request,
        "journeys/workaround_show.html",
        context,
        fragment="workaround",
        status=status,
    )


def workaround_edit(request: PersonRequest, pk: int) -> HttpResponse:
    workaround = access.workaround_to_edit(request.user, pk)
    seen = {"seen": version_of(workaround)}
    form = WorkaroundForm(request.POST or None, instance=workaround, initial=seen)
    if not form.is_valid():
        return _edit(request, form, workaround, status=422 if form.errors else 200)
    values = {name: form.cleaned_data[name] for name in Workaround.SAID}
    try:
        workaround.rewrite(**values, seen=form.cleaned_data["seen"] or 0)
    except EditedMeanwhile:
        found = conflict(workaround, form)
        return _edit(request, form, workaround, found=found, status=409)
    except WrongMoment as reason:
        form.add_error(None, str(reason))
        return _edit(request, form, workaround, status=422)
    messages.success(request, "Saved.")
    return redirect(workaround)


def _edit(
    request: PersonRequest,
    form: WorkaroundForm,
    workaround: Workaround,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "workaround": workaround, "conflict": found}
    return render(request, "journeys/workaround_edit.html", context, status=status)


@require_POST
def workaround_accept(request: PersonRequest, pk: int) -> HttpResponse:
    """It is one; with an owner, or without one so far."""
    workaround = access.workaround_to_edit(request.user, pk)
    form = OwnerForm(request.POST)
    if not form.is_valid():
        problem = form.errors["owner"][0]
        return show_workaround(request, workaround, problem=problem, status=422)
    try:
        workaround.accept(owner=form.cleaned_data["owner"], by=request.user)
    except Refused as reason:
        return show_workaround(request, workaround, problem=str(reason), status=422)
    messages.success(request, "Accepted. It counts, and waits for its fix.")
    return redirect(workaround)


@require_POST
def workaround_reject(request: PersonRequest, pk: int) -> HttpResponse:
    """It is none, with a reason for whoever proposed it."""
    workaround = access.workaround_to_edit(request.user, pk)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return show_workaround(request, workaround, reject=form, status=422)
    try:
        workaround.reject(reason=form.cleaned_data["reason"], by=request.user)
    except Refused as reason:
        return show_workaround(request, workaround, problem=str(reason), status=422)
    messages.success(request, f"{workaround.proposed_by} is told why.")
    return redirect(workaround)


@require_POST
def workaround_give(request: PersonRequest, pk: int) -> HttpResponse:
    """Somebody owns it, or nobody."""
    workaround = access.workaround_to_edit(request.user, pk)
    form = OwnerForm(request.POST)
    if not form.is_valid():
        problem = form.errors["owner"][0]
        return show_workaround(request, workaround, problem=problem, status=422)
    owner = form.cleaned_data["owner"]
    try:
        workaround.give(owner, by=request.user)
    except Refused as reason:
        return show_workaround(request, workaround, problem=str(reason), status=422)
    messages.success(request, f"{owner} owns it." if owner else "Nobody owns it.")
    return redirect(workaround)


@require_POST
def workaround_plan(request: PersonRequest, pk: int) -> HttpResponse:
    """Name the release that ends it."""
    workaround = access.workaround_to_edit(request.user, pk)
    form = PlanForm(request.POST)
    if not form.is_valid():
        problem = form.errors["release"][0]
        return show_workaround(request, workaround, problem=problem, status=422)
    try:
        workaround.plan_fix(form.cleaned_data["release"], by=request.user)
    except Refused as reason:
        return show_workaround(request, workaround, problem=str(reason), status=422)
    messages.success(request, f"“{workaround.release}” is meant to end it.")
    return redirect(workaround)


@require_POST
def workaround_retire(request: PersonRequest, pk: int) -> HttpResponse:
    """Nobody does it by hand any more."""
    workaround = access.workaround_to_edit(request.user, pk)
    try:
        retire(workaround=workaround, by=request.user)
    except Refused as reason:
        return show_workaround(request, workaround, problem=str(reason), status=422)
    messages.success(request, "Retired. Nobody does it by hand any more.")
    return redirect(workaround)


@require_POST
def workaround_reopen(request: PersonRequest, pk: int) -> HttpResponse:
    workaround = access.workaround_to_edit(request.user, pk)
    workaround.reopen()
    messages.success(request, "It is open again.")
    return redirect(workaround)
