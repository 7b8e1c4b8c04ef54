"""The contacts behind a number, on pages and as a file."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from alignment.as_csv import streamed
from alignment.http import PersonRequest, render_page
from kpis.forms.contact import ContactFilter, place
from kpis.queries.contact import contact_page
from kpis.queries.contact_file import contact_lines
from kpis.queries.freshness import freshness


def contact_list(request: PersonRequest) -> HttpResponse:
    form = ContactFilter(request.GET, fresh=freshness())
    page = contact_page(form.wanted, place(request.GET.get("before", "")))
    context = {"form": form, "page": page, "fresh": form.fresh}
    return render_page(request, "kpis/contact_list.html", context, fragment="contacts")


def contact_export(request: PersonRequest) -> StreamingHttpResponse:
    """All contacts asked for as CSV, a day at a time, whatever their number."""
    form = ContactFilter(request.GET, fresh=freshness())
    response = StreamingHttpResponse(
        streamed(request, contact_lines(form.wanted)),
        content_type="text/csv; charset=utf-8",
    )
    name = f"contacts-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
