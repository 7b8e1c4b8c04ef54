"""Meetings: the agenda and the month, one of them, arranging and changing it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.actions.queries.listing import promised
from alignment.http import PersonRequest, render_page
from alignment.keys import key_of
from alignment.once import once
from alignment.people.access import must_edit
from alignment.people.models import Person
from alignment.people.queries.conflict import Conflict, conflict
from alignment.people.queries.keeper import keepers
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.calendars.events import one, whole
from journeys.calendars.writing import calendar
from journeys.forms.meeting import CancelForm, MeetingForm, NotesForm
from journeys.forms.meeting_filter import MeetingFilter
from journeys.models import Kickoff, Meeting, MeetingCancelled, NotBegun, TookPlace
from journeys.operations.meeting import arrange_meeting, cancel_meeting, change_meeting
from journeys.operations.meeting_series import change_following, end_following
from journeys.queries.busy import Room, room
from journeys.queries.decision import decision_rows
from journeys.queries.insight import insight_rows
from journeys.queries.kickoff_day import kickoff_days, kickoffs_coming, of_person
from journeys.queries.meeting import by_day, by_month, meeting_rows, waiting_for
from journeys.queries.meeting_list import in_month, listed, month, month_days
from journeys.queries.meeting_start import meeting_start
from journeys.views.journey import side_words

A_PAGE = 30
Refused = (MeetingCancelled, NotBegun, TookPlace)


def meeting_list(request: PersonRequest) -> HttpResponse:
    chosen = MeetingFilter(request.GET, words=side_words())
    people = keepers()
    found = access.meetings_to_see(request.user)
    context = {
        "filter": chosen,
        "wanted": chosen.wanted,
        "problem": chosen.problem,
        "waiting": waiting_for(request.user, people),
    }
    if chosen.is_month:
        context |= _month(request, chosen, people)
    else:
        asked = listed(found, chosen.wanted, viewer=request.user)
        page = Paginator(asked, A_PAGE).get_page(request.GET.get("page"))
        rows = meeting_rows(page.object_list, viewer=request.user, people=people)
        context |= {"page": page, "rows": rows, "months": by_month(by_day(rows))}
        if page.number == 1:
            begun = _kickoffs(request, chosen)
            context["kickoffs"] = kickoffs_coming(begun, chosen.wanted, people)
    return render_page(
        request, "journeys/meeting_list.html", context, fragment="meetings"
    )


def _month(
    request: PersonRequest, chosen: MeetingFilter, people: Any
) -> dict[str, Any]:
    today = timezone.localdate()
    first = chosen.first or today.replace(day=1)
    found = access.meetings_to_see(request.user, of=chosen.wanted.of)
    rows = meeting_rows(in_month(found, first), viewer=request.user, people=people)
    starts = kickoff_days(_kickoffs(request, chosen), month_days(first), people)
    return {"month": month(first, rows, starts, today), "rows": rows}


def _kickoffs(request: PersonRequest, chosen: MeetingFilter) -> QuerySet[Kickoff]:
    """Theirs, or all."""
    found = access.kickoffs_to_see(request.user)
    return found if chosen.wanted.of else of_person(found, request.user)


def meeting_show(request: PersonRequest, pk: int) -> HttpResponse:
    return show_meeting(request, access.meeting_to_see(request.user, pk))


def show_meeting(
    request: PersonRequest, meeting: Meeting, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a meeting, also with what went wrong on it."""
    people, found = keepers(), Meeting.objects.filter(pk=meeting.pk)
    row = meeting_rows(found, viewer=request.user, people=people)[0]
    there = {guest.person.pk for guest in row.guests}
    context = {
        "meeting": meeting,
        "row": row,
        "others": sorted(
            (each for pk, each in people.items() if each.is_active and pk not in there),
            key=lambda each: (each.name.casefold(), each.pk),
        ),
        "promised": promised(
            meeting.get_absolute_url(),
            viewer=request.user,
            on=timezone.localdate(),
            people=people,
        ),
        "decided": decision_rows(
            access.decisions_taken_from(request.user, meeting),
            timezone.localdate(),
            people,
        ),
        "told": insight_rows(access.insights_told_at(request.user, meeting), people),
        "may_note": access.may_note(request.user, meeting),
        "problem": "",
    }
    return render_page(
        request,
        "journeys/meeting_show.html",
        context | more,
        fragment="meeting",
        status=status,
    )


@once
def meeting_add(request: PersonRequest) -> HttpResponse:
    must_edit(request.user)
    start = meeting_start(request.GET, by=request.user)
    form = MeetingForm(request.POST or None, initial=start, words=side_words())
    if not form.is_valid():
        return _form(request, form, status=422 if form.errors else 200)
    made = arrange_meeting(plan=form.plan, by=request.user)
    messages.success(request, _said(made, form.people))
    return redirect(made)


def _said(made: Meeting, people: tuple[Person, ...]) -> str:
    said = f"“{made}” is arranged."
    return f"{said} {_told(made, 'Everybody invited is told.')}" if people else said


def _told(meeting: Meeting, words: str) -> str:
    """Of what is over nobody is told; a series goes on."""
    is_over = meeting.ends_at < timezone.now() and not meeting.series_id
    return "It is over already, so nobody is told." if is_over else words


def meeting_edit(request: PersonRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_to_edit(request.user, pk)
    start = {"seen": version_of(meeting)} | _filled(meeting)
    form = MeetingForm(
        request.POST or None, instance=meeting, initial=start, words=side_words()
    )
    if not form.is_valid():
        return _form(request, form, meeting, status=422 if form.errors else 200)
    plan, seen = form.plan, form.cleaned_data["seen"] or 0
    try:
        if form.is_for_following and plan.repeat:
            change_following(
                meeting=meeting,
                plan=plan,
                repeat=plan.repeat,
                seen=seen,
                by=request.user,
            )
        else:
            change_meeting(meeting=meeting, plan=plan, seen=seen, by=request.user)
    except EditedMeanwhile:
        found = conflict(meeting, form)
        return _form(request, form, meeting, found=found, status=409)
    except Refused as reason:
        form.add_error(None, str(reason))
        return _form(request, form, meeting, status=422)
    told = _told(meeting, "Everybody invited is told what changed.")
    messages.success(request, f"Saved. {told}")
    return redirect(meeting)


def _filled(meeting: Meeting) -> dict[str, Any]:
    """What the form of a meeting holds that is not a column of it."""
    invited = meeting.attendances.filter(is_invited=True)
    keys = list(invited.values_list("person_id", flat=True))
    filled: dict[str, Any] = {
        "on": meeting.on,
        "at": meeting.at,
        "journeys": list(meeting.journeys.values_list("pk", flat=True)),
        "product_people": keys,
        "ops_people": keys,
    }
    if series := meeting.series:
        for name in ("repeat", "until_on", "count"):
            filled[name] = getattr(series, name)
    return filled


def _form(
    request: PersonRequest,
    form: MeetingForm,
    meeting: Meeting | None = None,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "meeting": meeting,
        "conflict": found,
        "room": _room(form, meeting.pk if meeting else None) if form.is_bound else None,
    }
    if meeting:
        context["name"] = form.initial["title"]
    return render(request, "journeys/meeting_edit.html", context, status=status)


def _room(form: MeetingForm, but: int | None) -> Room:
    form.is_valid()
    given = form.cleaned_data
    return room(
        people=form.people,
        journeys=tuple(given.get("journeys") or ()),
        starts_at=given.get("starts_at"),
        minutes=given.get("minutes") or 30,
        but=but,
    )


@require_POST
def meeting_check(request: PersonRequest) -> HttpResponse:
    """Who is busy then, and which side is missing, while the form is filled in."""
    must_edit(request.user)
    form = MeetingForm(request.POST, words=side_words())
    but = key_of(request.POST.get("but", ""))
    context = {"room": _room(form, but), "form": form}
    return render(request, "journeys/_room.html", context)


def meeting_write(request: PersonRequest, pk: int) -> HttpResponse:
    """Its notes; the second of two writers sees both."""
    meeting = access.meeting_to_note(request.user, pk)
    form = NotesForm(
        request.POST or None, instance=meeting, initial={"seen": version_of(meeting)}
    )
    found, status = None, 422 if form.errors else 200
    if form.is_valid():
        notes, seen = form.cleaned_data["notes"], form.cleaned_data["seen"] or 0
        try:
            meeting.write_notes(notes, seen=seen)
        except EditedMeanwhile:
            found, status = conflict(meeting, form), 409
        else:
            messages.success(request, "Saved.")
            return redirect(meeting)
    context = {"form": form, "meeting": meeting, "conflict": found}
    return render(request, "journeys/meeting_write.html", context, status=status)


@require_POST
def meeting_cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """This one, or this and all that follow."""
    meeting = access.meeting_to_edit(request.user, pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return show_meeting(request, meeting, problem=form.problem, status=422)
    cancel = cancel_meeting
    if form.cleaned_data["scope"] == "following" and meeting.series:
        cancel = end_following
    try:
        cancel(meeting=meeting, because=form.cleaned_data["because"], by=request.user)
    except Refused as reason:
        return show_meeting(request, meeting, problem=str(reason), status=422)
    told = _told(meeting, "Who was invited is told.")
    messages.success(request, f"It is cancelled. {told}")
    return redirect(meeting)


def meeting_export(request: PersonRequest, pk: int) -> HttpResponse:
    """The meeting, or the whole series it is one of, as a file for a calendar."""
    meeting = access.meeting_to_see(request.user, pk)
    series = meeting.series
    found = whole(series, viewer=request.user) if series else [one(meeting)]
    response = HttpResponse(
        calendar(found, "PUBLISH"), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="meeting-{pk}.ics"'
    return response
