"""The rows of an import that were not stored, on a page and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.text import slugify

from alignment.as_csv import streamed
from alignment.http import PersonRequest, render_page
from kpis import access
from kpis.queries.contact_import import refused_lines, refused_rows

A_PAGE = 100


def import_refused(request: PersonRequest, pk: int) -> HttpResponse:
    contact_import = access.import_to_run(request.user, pk)
    rows = refused_rows(contact_import)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"import": contact_import, "page": page}
    return render_page(request, "kpis/import_refused.html", context, fragment="refused")


def import_refused_export(request: PersonRequest, pk: int) -> StreamingHttpResponse:
    contact_import = access.import_to_run(request.user, pk)
    name = slugify(contact_import.file_name.rsplit(".", 1)[0]) or "import"
    response = StreamingHttpResponse(
        streamed(request, refused_lines(contact_import)),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}-refused.csv"'
    return response
