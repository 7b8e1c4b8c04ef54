"""Releases from a file: choose it, check every row, then add."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from alignment.http import PersonRequest
from alignment.people.access import must_edit
from journeys.forms.release import CheckForm, UploadForm
from journeys.operations.release_file import add_releases, read_releases
from journeys.operations.table_file import UnreadableFile, text_of


def release_upload(request: PersonRequest) -> HttpResponse:
    must_edit(request.user)
    if request.method != "POST":
        return _page(request, {"form": UploadForm()})
    return _check(request) if "text" in request.POST else _receive(request)


def _receive(request: PersonRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, {"form": form}, status=422)
    journeys = form.cleaned_data["journeys"]
    try:
        text = text_of(form.cleaned_data["file"].read())
        reading = read_releases(text, chosen={}, everywhere=journeys)
    except UnreadableFile as reason:
        form.add_error("file", str(reason))
        return _page(request, {"form": form}, status=422)
    return _page(request, {"reading": reading, "text": text, "journeys": journeys})


def _check(request: PersonRequest) -> HttpResponse:
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _page(request, {"form": UploadForm()}, status=422)
    text, journeys = form.cleaned_data["text"], form.cleaned_data["journeys"]
    try:
        reading = read_releases(text, chosen=form.chosen, everywhere=journeys)
    except UnreadableFile as reason:
        problem = {"form": UploadForm(), "problem": str(reason)}
        return _page(request, problem, status=422)
    if not form.cleaned_data["keep"]:
        return _page(request, {"reading": reading, "text": text, "journeys": journeys})
    count = add_releases(reading=reading, by=request.user)
    said = {0: "Nothing new: all of them were here.", 1: "1 release is added."}
    messages.success(request, said.get(count, f"{count} releases are added."))
    return redirect("journeys:release-list")


def _page(
    request: PersonRequest, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, "journeys/release_upload.html", context, status=status)
