"""Decisions: the list, one of them, writing it, and both sides' approval."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from alignment.keys import slug_of
from alignment.once import once
from alignment.people.access import must_edit
from alignment.people.models import Organisation, in_sentence
from alignment.people.queries.conflict import Conflict, conflict
from alignment.people.queries.keeper import keepers
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.forms.decision import (
    ApproveForm,
    DecisionFilter,
    DecisionForm,
    LeadsForm,
    NewDecisionForm,
    WithdrawForm,
)
from journeys.models import CannotApprove, ChangedSince, Decision, NothingChosen
from journeys.operations.decision import write_decision
from journeys.queries.decision import decided_on, decision_page, decision_rows, listed
from journeys.queries.decision_history import changed_since, decision_history

A_PAGE = 30


def decision_list(request: PersonRequest) -> HttpResponse:
    words = Organisation.current()
    chosen = DecisionFilter(
        request.GET,
        in_sentence(words.short_word("product")),
        in_sentence(words.short_word("ops")),
        decided_on(slug_of(request.GET.get("initiative", ""))),
    )
    today = timezone.localdate()
    seen = access.decisions_to_see(request.user)
    found = listed(seen, **chosen.wanted, on=today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": decision_rows(page.object_list, today),
    }
    return render_page(
        request, "journeys/decision_list.html", context, fragment="decisions"
    )


def decision_show(request: PersonRequest, pk: int) -> HttpResponse:
    return _show(request, access.decision_to_see(request.user, pk))


def _show(request: PersonRequest, decision: Decision, **more: Any) -> HttpResponse:
    """`problem`, `changed`, `withdraw` (a form) and `status` where it was refused."""
    status = more.pop("status", 200)
    people = keepers()
    page = decision_page(decision, request.user, timezone.localdate(), people)
    given = (*page.row.approvals, *page.past)
    context = {
        "decision": decision,
        "page": page,
        "row": page.row,
        "history": decision_history(decision, given, people),
        "withdraw": WithdrawForm(),
        "problem": "",
    }
    return render_page(
        request,
        "journeys/decision_show.html",
        context | more,
        fragment="decision",
        status=status,
    )


@once
def decision_add(request: PersonRequest) -> HttpResponse:
    must_edit(request.user)
    start = {
        "initiative": access.initiatives_to_see(request.user)
        .filter(slug=slug_of(request.GET.get("initiative", "")))
        .first(),
        "meeting": access.meeting_to_take_from(
            request.user, request.GET.get("meeting", "")
        ),
    }
    form = NewDecisionForm(request.POST or None, initial=start)
    if not form.is_valid():
        return _form(request, form, status=422 if form.errors else 200)
    made = write_decision(
        draft=form.save(commit=False),
        by=request.user,
        meeting=form.cleaned_data["meeting"],
    )
    messages.success(request, "Written down. It is taken once both sides say yes.")
    return redirect(made)


def decision_edit(request: PersonRequest, pk: int) -> HttpResponse:
    decision = access.decision_to_edit(request.user, pk)
    seen = {"seen": version_of(decision)}
    form = DecisionForm(request.POST or None, instance=decision, initial=seen)
    if not form.is_valid():
        return _form(request, form, decision, status=422 if form.errors else 200)
    values = {name: form.cleaned_data[name] for name in Decision.TEXTS}
    try:
        voided = decision.rewrite(
            **values, seen=form.cleaned_data["seen"] or 0, by=request.user
        )
    except EditedMeanwhile:
        found = conflict(decision, form)
        return _form(request, form, decision, found=found, status=409)
    names = " and ".join(one.name for one in voided)
    said = f"Saved. It needs the yes of {names} again." if voided else "Saved."
    messages.success(request, said)
    return redirect(decision)


def _form(
    request: PersonRequest,
    form: DecisionForm,
    decision: Decision | None = None,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "decision": decision, "conflict": found}
    if decision:
        given = decision.approvals.live().select_related("by")
        context |= {"name": form.initial["question"], "given": list(given)}
    return render(request, "journeys/decision_edit.html", context, status=status)


@require_POST
def decision_approve(request: PersonRequest, pk: int) -> HttpResponse:
    """Say yes for one's own side to what one has read."""
    decision = access.decision_to_edit(request.user, pk)
    form = ApproveForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        decision.approve(digest=digest, by=request.user)
    except ChangedSince as reason:
        changed = changed_since(decision, digest)
        said = {"problem": str(reason), "changed": changed}
        return _show(request, decision, **said, status=409)
    except (CannotApprove, NothingChosen) as reason:
        return _show(request, decision, problem=str(reason), status=422)
    taken = "Both sides have said yes: it is taken."
    messages.success(request, taken if decision.taken_at else "You have approved it.")
    return redirect(decision)


@require_POST
def decision_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one's own approval back, with a reason."""
    decision = access.decision_to_withdraw(request.user, pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _show(request, decision, withdraw=form, status=422)
    try:
        decision.withdraw(reason=form.cleaned_data["reason"], by=request.user)
    except CannotApprove as reason:
        return _show(request, decision, problem=str(reason), status=422)
    messages.success(request, "Your approval is taken back.")
    return redirect(decision)


@require_POST
def decision_link(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that an insight led to it, or that it did not."""
    decision = access.decision_to_edit(request.user, pk)
    form = LeadsForm(request.POST)
    if not form.is_valid():
        problem = form.errors["insight"][0]
        return _show(request, decision, problem=problem, status=422)
    decision.link(form.cleaned_data["insight"], leads=form.cleaned_data["leads"])
    messages.success(request, "Saved.")
    return redirect(decision)
