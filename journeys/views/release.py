"""Releases: the list, one of them, by hand, and back again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from alignment.once import once
from alignment.people.access import must_edit
from alignment.people.queries.conflict import Conflict, conflict
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.forms.release import ReleaseFilter, ReleaseForm
from journeys.models import Release, ReleaseIsNeeded
from journeys.models.release import ReleaseIsGone
from journeys.operations.release import record_release, restore_release
from journeys.queries.release import release_page, release_rows

A_PAGE = 40


def release_list(request: PersonRequest) -> HttpResponse:
    chosen = ReleaseFilter(request.GET)
    found = access.releases_to_see(request.user).filter(**chosen.wanted)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "narrowed": bool(chosen.wanted),
        "page": page,
        "removed": access.last_removed(request.user, request.GET.get("removed", "")),
        "rows": release_rows(page.object_list, timezone.localdate()),
    }
    return render_page(
        request, "journeys/release_list.html", context, fragment="releases"
    )


@once
def release_add(request: PersonRequest) -> HttpResponse:
    must_edit(request.user)
    form = ReleaseForm(request.POST or None, initial=_start(request))
    if not form.is_valid():
        return _form(request, form, status=422 if form.errors else 200)
    journeys = form.cleaned_data["journeys"]
    try:
        made = record_release(
            draft=form.save(commit=False), journeys=journeys, by=request.user
        )
    except IntegrityError:  # somebody recorded it in the same moment
        form.add_error("name", "There is a release of this name on that day.")
        return _form(request, form, status=422)
    messages.success(request, f"“{made}” is added.")
    return redirect(made)


def _start(request: PersonRequest) -> dict[str, object]:
    """From a journey's page, that journey is chosen already."""
    asked = ReleaseFilter({"journey": request.GET.get("journey", "")}).wanted
    return {"journeys": [asked["journeys"].pk]} if "journeys" in asked else {}


def release_show(request: PersonRequest, slug: str) -> HttpResponse:
    return _show(request, access.release_to_see(request.user, slug))


def _show(
    request: PersonRequest, release: Release, *, problem: str = "", status: int = 200
) -> HttpResponse:
    page = release_page(release, timezone.localdate())
    context = {"release": release, "page": page, "problem": problem}
    return render_page(
        request,
        "journeys/release_show.html",
        context,
        fragment="release",
        status=status,
    )


def release_edit(request: PersonRequest, slug: str) -> HttpResponse:
    release = access.release_to_edit(request.user, slug)
    seen = {"seen": version_of(release)}
    form = ReleaseForm(request.POST or None, instance=release, initial=seen)
    if not form.is_valid():
        return _form(request, form, release, status=422 if form.errors else 200)
    values = {name: form.cleaned_data[name] for name in form.Meta.fields}
    try:
        release.rewrite(**values, seen=form.cleaned_data["seen"] or 0)
    except EditedMeanwhile:
        found = conflict(release, form)
        return _form(request, form, release, found=found, status=409)
    except ReleaseIsGone as reason:
        form.add_error(None, str(reason))
        return _form(request, form, release, status=409)
    except ReleaseIsNeeded as reason:
        form.add_error("journeys", str(reason))
        return _form(request, form, release, status=422)
    except IntegrityError:  # somebody took the name in the same moment
        form.add_error("name", "There is a release of this name on that day.")
        return _form(request, form, release, status=422)
    messages.success(request, "Saved.")
    return redirect(release)


def _form(
    request: PersonRequest,
    form: ReleaseForm,
    release: Release | None = None,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "release": release, "conflict": found}
    if release:
        context["name"] = form.initial["name"]
    return render(request, "journeys/release_edit.html", context, status=status)


@require_POST
def release_remove(request: PersonRequest, slug: str) -> HttpResponse:
    release = access.release_to_edit(request.user, slug)
    try:
        event = release.remove()
    except ReleaseIsNeeded as reason:
        return _show(request, release, problem=str(reason), status=422)
    return redirect(f"{reverse('journeys:release-list')}?removed={event}")


@require_POST
def release_restore(request: PersonRequest, event: int) -> HttpResponse:
    removed = access.removed_release(request.user, event)
    release = restore_release(event=removed)
    messages.success(request, f"“{release}” is back.")
    return redirect(release)
