"""The register of changes, for admins: on a page, and as files."""

from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alignment.as_csv import streamed
from alignment.audit.forms.change import ChangeFilter, place
from alignment.audit.queries.as_file import csv_lines, workbook
from alignment.audit.queries.change import MOST, change_page
from alignment.http import PersonRequest, render_page
from alignment.people.access import must_admin

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Answer = TypeVar("Answer", HttpResponse, StreamingHttpResponse)


@require_safe
def audit_list(request: PersonRequest) -> HttpResponse:
    must_admin(request.user)
    form = ChangeFilter(request.GET)
    before = place(request.GET.get("before", ""))
    page = change_page(form.wanted, viewer=request.user, before=before)
    older = f"{page.older[0].isoformat()}|{page.older[1]}" if page.older else ""
    context = {
        "form": form,
        "page": page,
        "older": older,
        "narrowed": bool(form.said),
        "most": MOST,
    }
    status = 422 if form.errors else 200
    return render_page(
        request, "audit/audit_list.html", context, fragment="changes", status=status
    )


@require_safe
def audit_export(
    request: PersonRequest,
) -> HttpResponse | StreamingHttpResponse:
    """What the filter shows, the newest first; `as` is csv or xlsx."""
    must_admin(request.user)
    wanted = ChangeFilter(request.GET).wanted
    name = f"changes-{timezone.localdate():%Y-%m-%d}"
    if request.GET.get("as") == "xlsx":
        return _file(HttpResponse(workbook(wanted), content_type=XLSX), f"{name}.xlsx")
    lines = streamed(request, csv_lines(wanted))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return _file(response, f"{name}.csv")


def _file(response: Answer, name: str) -> Answer:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
