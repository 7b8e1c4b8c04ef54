"""Imports: the list, uploading a file, one import, starting and undoing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from alignment.http import PersonRequest, render_page, wants_fragment
from alignment.nudge import nudge
from alignment.people.access import must_admin
from kpis import access
from kpis.forms.import_upload import UploadForm
from kpis.import_tasks import WORKERS, read_import, store_import, undo_import
from kpis.models import ContactImport, ImportNotReady, Source
from kpis.operations.imports_discarding import discard
from kpis.queries.contact_import import progress

A_PAGE = 30


def import_list(request: PersonRequest) -> HttpResponse:
    found = access.imports_to_run(request.user)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "sources": Source.objects.all()}
    return render_page(request, "kpis/import_list.html", context, fragment="imports")


def import_add(request: PersonRequest) -> HttpResponse:
    must_admin(request.user)
    start = {"source": request.GET.get("source")}
    form = UploadForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = form.save(by=request.user)
        except IntegrityError:  # somebody made it, or took it away, in the same moment
            form.refuse()
        else:
            nudge(read_import, import_id=made.pk)
            return redirect(made)
    return render_page(
        request,
        "kpis/import_add.html",
        {"form": form},
        fragment="upload",
        status=422 if form.errors else 200,
    )


def import_show(request: PersonRequest, pk: int) -> HttpResponse:
    contact_import = access.import_to_run(request.user, pk)
    if contact_import.state == ContactImport.State.MATCHING:
        onward = redirect("kpis:import-match", pk)
        leaves = wants_fragment(request)
        return HttpResponseClientRedirect(onward.url) if leaves else onward
    return _page(request, contact_import)


def _page(
    request: PersonRequest,
    contact_import: ContactImport,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "import": contact_import,
        "progress": progress(contact_import),
        "problem": problem,
    }
    return render_page(
        request, "kpis/import_show.html", context, fragment="import", status=status
    )


@require_POST
def import_begin(request: PersonRequest, pk: int) -> HttpResponse:
    contact_import = access.import_to_run(request.user, pk)
    try:
        contact_import.begin(by=request.user)
    except ImportNotReady as reason:
        return _page(request, contact_import, problem=str(reason), status=422)
    for _ in range(WORKERS):
        nudge(store_import, import_id=pk)
    return redirect(contact_import)


@require_POST
def import_undo(request: PersonRequest, pk: int) -> HttpResponse:
    contact_import = access.import_to_run(request.user, pk)
    try:
        contact_import.undo(by=request.user)
    except ImportNotReady as reason:
        return _page(request, contact_import, problem=str(reason), status=422)
    nudge(undo_import, import_id=pk)
    return redirect(contact_import)


@require_POST
def import_retry(request: PersonRequest, pk: int) -> HttpResponse:
    contact_import = access.import_to_run(request.user, pk)
    try:
        contact_import.try_again(by=request.user)
    except ImportNotReady as reason:
        return _page(request, contact_import, problem=str(reason), status=422)
    nudge(store_import if contact_import.started_at else read_import, import_id=pk)
    return redirect(contact_import)


@require_POST
def import_discard(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete an upload of which nothing was stored."""
    contact_import = access.import_to_run(request.user, pk)
    try:
        discard(contact_import)
    except ImportNotReady as reason:
        return _page(request, contact_import, problem=str(reason), status=422)
    messages.success(request, f"{contact_import} is deleted. Nothing of it was stored.")
    return redirect("kpis:import-list")
