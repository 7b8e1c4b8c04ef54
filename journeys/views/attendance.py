"""Who came to a meeting: oneself by one tap, others by who was there too."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, wants_fragment, way_back
from journeys import access
from journeys.forms.attendance import AttendanceForm
from journeys.models.attendance import note_attendance
from journeys.views.meeting import Refused, show_meeting


@require_POST
def attendance_note(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that somebody came or did not; without a name it is oneself."""
    meeting = access.meeting_to_see(request.user, pk)
    form = AttendanceForm(request.POST)
    if not form.is_valid():
        return show_meeting(request, meeting, problem=form.problem, status=422)
    person = form.cleaned_data["person"] or request.user
    access.must_note(request.user, meeting, person)
    try:
        note_attendance(meeting, person, came=form.has_come, by=request.user)
    except Refused as reason:
        return show_meeting(request, meeting, problem=str(reason), status=422)
    if wants_fragment(request):
        return show_meeting(request, meeting)
    messages.success(request, "Noted.")
    return redirect(way_back(request) if "next" in request.POST else meeting)
