"""Initiatives: the board and the list, one of them, and how far it is."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.actions.queries.listing import promised
from alignment.http import PersonRequest, render_page
from alignment.once import once
from alignment.people.access import must_edit
from alignment.people.queries.conflict import Conflict, conflict
from alignment.people.queries.keeper import keepers
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.forms.initiative import InitiativeFilter, InitiativeForm, MoveForm
from journeys.models import (
    Initiative,
    LeadIsSponsor,
    Meeting,
    NoKickoffYet,
    NoReasonGiven,
)
from journeys.operations.initiative import start_initiative
from journeys.queries.customer_test import customer_test_rows
from journeys.queries.decision import decision_rows
from journeys.queries.initiative import (
    board,
    initiative_rows,
    line,
    listed,
    touched_steps,
)
from journeys.queries.meeting import met_about
from journeys.queries.requirement import drawn_of

A_PAGE = 60
SHOWN = 12
"""Decisions on the page of one; a link leads to all."""


def initiative_list(request: PersonRequest) -> HttpResponse:
    chosen = InitiativeFilter(request.GET)
    found = listed(access.initiatives_to_see(request.user), **chosen.wanted)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = initiative_rows(page.object_list, timezone.localdate())
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
        "columns": board(rows, found),
    }
    return render_page(
        request, "journeys/initiative_list.html", context, fragment="initiatives"
    )


def initiative_show(request: PersonRequest, slug: str) -> HttpResponse:
    return _show(request, access.initiative_to_see(request.user, slug))


def _show(
    request: PersonRequest,
    initiative: Initiative,
    *,
    problem: str = "",
    because: str = "",
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    found = Initiative.objects.filter(pk=initiative.pk)
    people = keepers()
    context = {
        "initiative": initiative,
        "row": initiative_rows(found, today, people)[0],
        "line": line(initiative.stage),
        "steps": touched_steps(initiative, people),
        "decisions": decision_rows(initiative.decisions.all()[:SHOWN], today, people),
        "tests": customer_test_rows(initiative),
        "drawn": drawn_of(initiative),
        "promised": promised(
            initiative.get_absolute_url(),
            viewer=request.user,
            on=today,
            people=people,
        ),
        "met": met_about(Meeting.objects.filter(initiative=initiative)),
        "stages": Initiative.Stage.choices,
        "problem": problem,
        "because": because,
    }
    return render_page(
        request,
        "journeys/initiative_show.html",
        context,
        fragment="initiative",
        status=status,
    )


@once
def initiative_add(request: PersonRequest) -> HttpResponse:
    must_edit(request.user)
    start = {"lead": request.user.pk, "journeys": request.GET.getlist("journey")[:1]}
    form = InitiativeForm(request.POST or None, initial=start)
    if not form.is_valid():
        return _form(request, form, status=422 if form.errors else 200)
    made = start_initiative(
        draft=form.save(commit=False),
        journeys=form.cleaned_data["journeys"],
        steps=form.cleaned_data["steps"],
        by=request.user,
    )
    messages.success(request, f"“{made}” is an idea now. Its kickoff waits for you.")
    return redirect(made)


def initiative_edit(request: PersonRequest, slug: str) -> HttpResponse:
    initiative = access.initiative_to_edit(request.user, slug)
    seen = {"seen": version_of(initiative)}
    form = InitiativeForm(request.POST or None, instance=initiative, initial=seen)
    if not form.is_valid():
        return _form(request, form, initiative, status=422 if form.errors else 200)
    values = {name: form.cleaned_data[name] for name in form.Meta.fields}
    try:
        initiative.rewrite(**values, seen=form.cleaned_data["seen"] or 0)
    except EditedMeanwhile:
        found = conflict(initiative, form)
        return _form(request, form, initiative, found=found, status=409)
    except LeadIsSponsor as reason:
        form.add_error("lead", str(reason))
        return _form(request, form, initiative, status=422)
    messages.success(request, "Saved.")
    return redirect(initiative)


def _form(
    request: PersonRequest,
    form: InitiativeForm,
    initiative: Initiative | None = None,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "initiative": initiative, "conflict": found}
    if initiative:
        context["name"] = form.initial["title"]
    return render(request, "journeys/initiative_edit.html", context, status=status)


@require_POST
def initiative_move(request: PersonRequest, slug: str) -> HttpResponse:
    """Say how far it is."""
    initiative = access.initiative_to_edit(request.user, slug)
    form = MoveForm(request.POST)
    because = request.POST.get("because", "")
    if not form.is_valid():
        problem = str(next(iter(form.errors.values()))[0])
        return _show(request, initiative, problem=problem, because=because, status=422)
    try:
        initiative.move_to(
            form.cleaned_data["stage"], because=form.cleaned_data["because"]
        )
    except (NoKickoffYet, NoReasonGiven) as reason:
        return _show(
            request, initiative, problem=str(reason), because=because, status=422
        )
    messages.success(request, f"It stands at “{initiative.get_stage_display()}” now.")
    return redirect(initiative)
