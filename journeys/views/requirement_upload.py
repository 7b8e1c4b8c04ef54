"""Requirements from pasted text or a sheet: look at every row, then add; and undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from journeys import access
from journeys.forms.requirement import CheckForm, RequirementsForm
from journeys.models import Initiative
from journeys.operations.requirement_file import (
    add_requirements,
    read_requirements,
    text_of_file,
    text_of_paste,
)
from journeys.operations.table_file import UnreadableFile


def requirement_upload(request: PersonRequest, slug: str) -> HttpResponse:
    initiative = access.initiative_to_edit(request.user, slug)
    if request.method != "POST":
        return _page(request, initiative, form=RequirementsForm())
    checked = "table" in request.POST
    return (_check if checked else _receive)(request, initiative)


def _receive(request: PersonRequest, initiative: Initiative) -> HttpResponse:
    form = RequirementsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, initiative, form=form, status=422)
    file = form.cleaned_data["file"]
    try:
        if file:
            text = text_of_file(file.read())
        else:
            text = text_of_paste(form.cleaned_data["pasted"])
        reading = read_requirements(text, chosen={}, initiative=initiative)
    except UnreadableFile as reason:
        form.add_error("file" if file else "pasted", str(reason))
        return _page(request, initiative, form=form, status=422)
    name = file.name[:200] if file else ""
    return _page(request, initiative, reading=reading, name=name)


def _check(request: PersonRequest, initiative: Initiative) -> HttpResponse:
    form, empty = CheckForm(request.POST), RequirementsForm()
    if not form.is_valid():
        problem = "Choose it again: it did not arrive whole."
        return _page(request, initiative, form=empty, problem=problem, status=422)
    try:
        reading = read_requirements(
            form.cleaned_data["table"], chosen=form.chosen, initiative=initiative
        )
    except UnreadableFile as reason:
        return _page(request, initiative, form=empty, problem=str(reason), status=422)
    name = form.cleaned_data["name"]
    if not form.cleaned_data["keep"]:
        return _page(request, initiative, reading=reading, name=name)
    count = add_requirements(
        reading=reading, initiative=initiative, name=name, by=request.user
    )
    said = {0: "Nothing new: all of them were here.", 1: "1 requirement is added."}
    messages.success(request, said.get(count, f"{count} requirements are added."))
    return redirect("journeys:requirement-list", initiative.slug)


def _page(
    request: PersonRequest, initiative: Initiative, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"initiative": initiative, **more}
    return render(request, "journeys/requirement_upload.html", context, status=status)


@require_POST
def requirement_upload_undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take away what an upload brought, as far as nobody has worked on it."""
    upload = access.requirement_upload_to_undo(request.user, pk)
    gone, stayed = upload.undo(by=request.user)
    rows = "1 requirement is" if gone == 1 else f"{gone} requirements are"
    said = f"{rows} taken away."
    if stayed:
        which = "1 stays" if stayed == 1 else f"{stayed} stay"
        said += f" {which}: somebody has worked on them since."
    messages.success(request, said)
    return redirect("journeys:requirement-list", upload.initiative.slug)
