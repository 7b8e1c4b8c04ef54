"""A person's busy times: read from a file or an address, and forgotten."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from alignment.nudge import nudge
from journeys.calendars.reading import Unreadable, why_none
from journeys.forms.busy_calendar import AddressForm, FileForm
from journeys.meeting_tasks import read_busy_calendars
from journeys.operations.busy_calendar import follow_address, forget_busy, read_file
from journeys.views.calendar_feed import show_calendar


@require_POST
def busy_upload(request: PersonRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            data = file.read()
            count = read_file(name=file.name, data=data, by=request.user)
        except Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            _say(request, file.name, data, count)
            return redirect("journeys:calendar-show")
    return show_calendar(request, file_form=form, status=422)


def _say(request: PersonRequest, name: str, data: bytes, count: int) -> None:
    if count:
        times = "1 busy time is" if count == 1 else f"{count} busy times are"
        messages.success(request, f"{name} is read: {times} known now.")
    else:
        messages.info(request, f"{name} is read. {why_none(data)}")


@require_POST
def busy_follow(request: PersonRequest) -> HttpResponse:
    """Note an address; a job reads it, now and every hour."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return show_calendar(request, address_form=form, status=422)
    follow_address(address=form.cleaned_data["address"], by=request.user)
    nudge(read_busy_calendars)
    messages.success(request, "It is read in a moment, and every hour from now on.")
    return redirect("journeys:calendar-show")


@require_POST
def busy_forget(request: PersonRequest) -> HttpResponse:
    forget_busy(by=request.user)
    messages.success(request, "Your busy times are forgotten.")
    return redirect("journeys:calendar-show")
