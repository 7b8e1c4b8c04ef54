"""Time at the floor: what was learnt there, and writing a visit down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alignment.http import PersonRequest, render_page
from alignment.once import once
from journeys import access
from journeys.forms.floor_time import FloorTimeForm
from journeys.operations.floor_time import record_floor_time
from journeys.queries.floor_time import floor_page, visits

A_PAGE = 20


def floor_time_list(request: PersonRequest) -> HttpResponse:
    of, visit = request.GET.get("of", ""), request.GET.get("visit", "")
    found = access.floor_times_to_see(request.user, of=of, visit=visit)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "floor": floor_page(request.user, timezone.localdate()),
        "page": page,
        "visits": visits(page.object_list),
        "of": of,
        "visit": visit,
        "may_add": access.may_spend_floor_time(request.user),
    }
    return render_page(
        request, "journeys/floor_time_list.html", context, fragment="floor"
    )


@once
def floor_time_add(request: PersonRequest) -> HttpResponse:
    access.must_spend_floor_time(request.user)
    start = {"action_owner": request.user.pk, "spent_on": timezone.localdate()}
    form = FloorTimeForm(request.POST or None, initial=start)
    if not form.is_valid():
        status = 422 if form.errors else 200
        context = {"form": form}
        return render(request, "journeys/floor_time_add.html", context, status=status)
    record_floor_time(
        draft=form.save(commit=False), action=form.action, by=request.user
    )
    messages.success(request, "Written down. Thank you for being there.")
    return redirect("journeys:floor-time-list")
