"""The long list of requirements: searched, grouped, edited, and as a file."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alignment import as_csv
from alignment.as_xlsx import TYPE, workbook
from alignment.http import PersonRequest, render_page, wants_fragment, way_back
from alignment.people.queries.conflict import Conflict, conflict
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.forms.requirement import (
    GroupForm,
    RenameForm,
    RequirementFilter,
    RequirementForm,
    ticked,
)
from journeys.models import Initiative, Requirement, RequirementTaken
from journeys.operations.requirement import (
    GroupedMeanwhile,
    NoSuchGroup,
    group_requirements,
    rename_group,
)
from journeys.queries.requirement import requirement_page, table


def requirement_list(request: PersonRequest, slug: str) -> HttpResponse:
    return show_list(request, access.initiative_to_see(request.user, slug))


def show_list(
    request: PersonRequest, initiative: Initiative, **more: Any
) -> HttpResponse:
    """`problem`, `ticks`, `group` and `status` where something was refused."""
    status = more.pop("status", 200)
    chosen = RequirementFilter(request.GET)
    page = requirement_page(initiative, **chosen.wanted)
    chosen.offer(page.names)
    context = {
        "initiative": initiative,
        "page": page,
        "filter": chosen,
        "wanted": chosen.wanted,
        "query": request.GET.urlencode(),
        "problem": "",
    }
    return render_page(
        request,
        "journeys/requirement_list.html",
        context | more,
        fragment="requirements",
        status=status,
    )


def answer(request: PersonRequest, initiative: Initiative, said: str) -> HttpResponse:
    """What became of a change of rows: the list again, or back to it."""
    if wants_fragment(request):
        response = show_list(request, initiative)
        response["HX-Trigger"] = json.dumps({"toast": {"text": said}})
        return response
    messages.success(request, said)
    return redirect(way_back(request))


@require_POST
def requirement_group(request: PersonRequest, slug: str) -> HttpResponse:
    """Put the ticked rows in a group."""
    initiative = access.initiative_to_edit(request.user, slug)
    keys, form = ticked(request.POST.getlist("rows")), GroupForm(request.POST)
    sent = {"ticks": keys, "group": request.POST.get("group", ""), "status": 422}
    if not keys or not form.is_valid():
        wrong = next(iter(form.errors.values()))[0] if keys else "Tick the rows first."
        return show_list(request, initiative, problem=str(wrong), **sent)
    group = form.cleaned_data["group"]
    try:
        count = group_requirements(
            initiative=initiative,
            pks=keys,
            group=group,
            seen=form.cleaned_data["seen"] or 0,
            by=request.user,
        )
    except GroupedMeanwhile as reason:
        return show_list(request, initiative, problem=str(reason), **sent)
    rows = "1 row is" if count == 1 else f"{count} rows are"
    said = f"{rows} in “{group}” now." if group else f"{rows} without a group now."
    return answer(request, initiative, said)


@require_POST
def requirement_rename(request: PersonRequest, slug: str) -> HttpResponse:
    """Rename a group, or merge it with the one of that name."""
    initiative = access.initiative_to_edit(request.user, slug)
    form = RenameForm(request.POST)
    if not form.is_valid():
        problem = str(next(iter(form.errors.values()))[0])
        return show_list(request, initiative, problem=problem, status=422)
    name, to = form.cleaned_data["name"], form.cleaned_data["to"]
    try:
        rename_group(initiative=initiative, name=name, to=to)
    except NoSuchGroup as reason:
        return show_list(request, initiative, problem=str(reason), status=422)
    return answer(request, initiative, f"“{name}” is “{to}” now.")


def requirement_edit(request: PersonRequest, pk: int) -> HttpResponse:
    row = access.requirement_to_edit(request.user, pk)
    seen = {"seen": version_of(row)}
    form = RequirementForm(request.POST or None, instance=row, initial=seen)
    if not form.is_valid():
        return _edit(request, form, row, status=422 if form.errors else 200)
    values = {name: form.cleaned_data[name] for name in Requirement.TEXTS}
    try:
        row.rewrite(**values, seen=form.cleaned_data["seen"] or 0)
    except EditedMeanwhile:
        return _edit(request, form, row, found=conflict(row, form), status=409)
    except RequirementTaken as reason:
        form.add_error("key" if values["key"] else "text", str(reason))
        return _edit(request, form, row, status=422)
    messages.success(request, "Saved.")
    return redirect("journeys:requirement-list", row.initiative.slug)


def _edit(
    request: PersonRequest,
    form: RequirementForm,
    row: Requirement,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "row": row,
        "initiative": row.initiative,
        "conflict": found,
        "list_url": reverse("journeys:requirement-list", args=[row.initiative.slug]),
    }
    return render(request, "journeys/requirement_edit.html", context, status=status)


def requirement_export(request: PersonRequest, slug: str) -> HttpResponse:
    """All of them, as CSV or as a workbook."""
    initiative = access.initiative_to_see(request.user, slug)
    kind = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    if kind == "xlsx":
        head, *rows = table(initiative)
        response = HttpResponse(workbook("Requirements", head, rows), TYPE)
    else:
        lines = (as_csv.line(map(as_csv.as_text, row)) for row in table(initiative))
        text = as_csv.BEGIN + "".join(lines)
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"requirements-{initiative.slug}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
