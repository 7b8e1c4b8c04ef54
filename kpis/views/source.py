"""Where contacts come from, and what is known of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from kpis import access
from kpis.forms.import_upload import SourceForm
from kpis.models import Source, SourceInUse


def source_edit(request: PersonRequest, slug: str) -> HttpResponse:
    source = access.source_to_edit(request.user, slug)
    form = SourceForm(request.POST or None, instance=source)
    if form.is_valid():
        form.save()
        messages.success(request, f"{source} is saved.")
        return redirect("kpis:import-list")
    return _page(request, source, form, status=422 if form.errors else 200)


@require_POST
def source_remove(request: PersonRequest, slug: str) -> HttpResponse:
    """Take away a source that nothing has come from."""
    source = access.source_to_edit(request.user, slug)
    try:
        source.remove()
    except SourceInUse as reason:
        form = SourceForm(instance=source)
        return _page(request, source, form, problem=str(reason), status=422)
    messages.success(request, f"{source} is removed.")
    return redirect("kpis:import-list")


def _page(
    request: PersonRequest,
    source: Source,
    form: SourceForm,
    *,
    problem: str = "",
    status: int,
) -> HttpResponse:
    context = {"form": form, "source": source, "problem": problem}
    return render_page(
        request, "kpis/source_edit.html", context, fragment="source", status=status
    )
