"""Matching the columns of a file, and checking what importing it would do."""

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from alignment.nudge import nudge
from kpis import access
from kpis.forms.import_match import MatchForm, ReadingForm, looked_at
from kpis.import_tasks import read_import
from kpis.ingest.plan import Plan
from kpis.models import ContactImport, ImportNotReady
from kpis.operations.imports_checking import check


def import_match(request: PersonRequest, pk: int) -> HttpResponse:
    contact_import = access.import_to_run(request.user, pk)
    if contact_import.state != ContactImport.State.MATCHING:
        return redirect(contact_import)
    stored = contact_import.mapping or contact_import.reading["plan"]
    plan = Plan.from_json(stored)
    if "look" in request.POST:
        plan = looked_at(request.POST, plan, contact_import.columns)
        return _page(request, contact_import, MatchForm(contact_import, plan))
    form = MatchForm(contact_import, plan, request.POST or None)
    if form.is_valid():
        with suppress(ImportNotReady):  # the import's page says what happened to it
            contact_import.match(form.plan().to_json(), by=request.user)
        return redirect("kpis:import-check", pk)
    return _page(request, contact_import, form)


def _page(
    request: PersonRequest, contact_import: ContactImport, form: MatchForm
) -> HttpResponse:
    context = {
        "import": contact_import,
        "form": form,
        "reading_form": ReadingForm(contact_import),
    }
    status = 422 if form.is_bound else 200
    return render_page(
        request, "kpis/import_match.html", context, fragment="match", status=status
    )


@require_POST
def import_reread(request: PersonRequest, pk: int) -> HttpResponse:
    """Read another sheet of the file, or take its first row differently."""
    contact_import = access.import_to_run(request.user, pk)
    form = ReadingForm(contact_import, request.POST)
    if form.is_valid():
        try:
            contact_import.read_again(by=request.user, **form.choice())
        except ImportNotReady:
            return redirect(contact_import)
        nudge(read_import, import_id=pk)
    return redirect(contact_import)


def import_check(request: PersonRequest, pk: int) -> HttpResponse:
    contact_import = access.import_to_run(request.user, pk)
    if contact_import.state != ContactImport.State.MATCHING:
        return redirect(contact_import)
    if not contact_import.mapping:
        return redirect("kpis:import-match", pk)
    context = {"import": contact_import, "check": check(contact_import)}
    return render_page(request, "kpis/import_check.html", context, fragment="check")
