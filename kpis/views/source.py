"""Where contacts come from, and what is known of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alignment.http import PersonRequest, render_page
from kpis import access
from kpis.forms.import_upload import SourceForm


def source_edit(request: PersonRequest, slug: str) -> HttpResponse:
    source = access.source_to_edit(request.user, slug)
    form = SourceForm(request.POST or None, instance=source)
    if form.is_valid():
        form.save()
        messages.success(request, f"{source} is saved.")
        return redirect("kpis:import-list")
    context = {"form": form, "source": source}
    return render_page(
        request,
        "kpis/source_edit.html",
        context,
        fragment="source",
        status=422 if form.errors else 200,
    )
