"""The kickoff of an initiative: its questions, its sponsor, its day."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page, wants_fragment
from alignment.once import once
from alignment.pdf import TYPE, NotMade, pdf
from alignment.people.context import organisation
from journeys import access
from journeys.forms.journey import ReasonForm
from journeys.forms.kickoff import DeputyForm, QuestionForm, SponsorForm
from journeys.models import (
    CannotSponsor,
    Kickoff,
    KickoffHeld,
    NotReady,
    NotTheSponsor,
)
from journeys.operations.kickoff import AnsweredMeanwhile, answer_question
from journeys.queries.kickoff import QUESTIONS, kickoff_page
from journeys.queries.kickoff_calendar import TYPE as ICS
from journeys.queries.kickoff_calendar import kickoff_calendar
from journeys.queries.kickoff_conflict import kickoff_conflict
from journeys.queries.kickoff_paper import kickoff_paper

Refused = (CannotSponsor, KickoffHeld, NotReady, NotTheSponsor)


def kickoff_show(request: PersonRequest, slug: str) -> HttpResponse:
    return _show(request, access.kickoff_to_see(request.user, slug))


def _show(request: PersonRequest, kickoff: Kickoff, **more: Any) -> HttpResponse:
    """`problem`, `decline` (a form) and `status` where something was refused."""
    status = more.pop("status", 200)
    page = kickoff_page(kickoff, request.user, timezone.localdate())
    context = {"kickoff": kickoff, "initiative": kickoff.initiative, "page": page}
    context |= {"decline": ReasonForm(), "problem": ""} | more
    return render_page(
        request,
        "journeys/kickoff_show.html",
        context,
        fragment="kickoff",
        status=status,
    )


def kickoff_print(request: PersonRequest, slug: str) -> HttpResponse:
    """The kickoff on paper; where no PDF can be made, its page says so."""
    kickoff = access.kickoff_to_see(request.user, slug)
    today = timezone.localdate()
    page = kickoff_page(kickoff, request.user, today)
    try:
        made = pdf(kickoff_paper(kickoff, page, organisation(), today))
    except NotMade as reason:
        return _show(request, kickoff, problem=str(reason), status=503)
    name = f'inline; filename="kickoff-{slug}.pdf"'
    return HttpResponse(made, TYPE, headers={"Content-Disposition": name})


def kickoff_day(request: PersonRequest, slug: str) -> HttpResponse:
    """The day of the kickoff, for a calendar."""
    kickoff = access.kickoff_to_see(request.user, slug)
    if kickoff.held_on is None:
        raise Http404
    name = f'attachment; filename="kickoff-{slug}.ics"'
    return HttpResponse(
        kickoff_calendar(kickoff), ICS, headers={"Content-Disposition": name}
    )


def kickoff_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """All questions, each saved as one goes."""
    kickoff = access.kickoff_to_edit(request.user, slug)
    if kickoff.is_held:
        return redirect(kickoff)
    forms = [QuestionForm(kickoff, name) for name in QUESTIONS]
    context = {"kickoff": kickoff, "initiative": kickoff.initiative, "questions": forms}
    return render(request, "journeys/kickoff_edit.html", context)


@require_POST
@once
def kickoff_answer(request: PersonRequest, slug: str, question: str) -> HttpResponse:
    """Keep the answer to one question; the second of two writers sees both."""
    kickoff = access.kickoff_to_edit(request.user, slug)
    if question not in QUESTIONS:
        raise Http404
    form = QuestionForm(kickoff, question, request.POST)
    problem, theirs, found, status = "", None, None, 200
    if not form.is_valid():
        status = 422
    else:
        try:
            answer_question(
                kickoff=kickoff,
                question=question,
                answer=form.answer,
                was=form.was_read,
                by=request.user,
            )
        except AnsweredMeanwhile as reason:
            theirs, status = QuestionForm(kickoff, question), 422
            found = kickoff_conflict(kickoff, question, reason.now, form.answer)
        except (KickoffHeld, NotReady) as reason:
            problem, status = str(reason), 422
    if status == 200 and not wants_fragment(request):
        return redirect(
            reverse("journeys:kickoff-edit", args=[slug]) + f"#q-{question}"
        )
    shown = QuestionForm(kickoff, question) if status == 200 else form
    context = {
        "kickoff": kickoff,
        "initiative": kickoff.initiative,
        "form": shown,
        "questions": [
            shown if name == question else QuestionForm(kickoff, name)
            for name in QUESTIONS
        ],
        "asked": question,
        "theirs": theirs,
        "conflict": found,
        "problem": problem,
        "saved_at": timezone.localtime() if status == 200 else None,
    }
    return render_page(
        request,
        "journeys/kickoff_edit.html",
        context,
        fragment="question",
        status=status,
    )


@require_POST
def kickoff_ask(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask somebody of ops to sponsor it."""
    kickoff = access.kickoff_to_edit(request.user, slug)
    form = SponsorForm(request.POST)
    if not form.is_valid():
        return _show(request, kickoff, problem=form.errors["person"][0], status=422)
    person = form.cleaned_data["person"]
    try:
        kickoff.ask(person, by=request.user)
    except Refused as reason:
        return _show(request, kickoff, problem=str(reason), status=422)
    said = "You sponsor it." if person == request.user else f"{person} is asked."
    messages.success(request, said)
    return redirect(kickoff)


@require_POST
def kickoff_accept(request: PersonRequest, slug: str) -> HttpResponse:
    kickoff = access.kickoff_to_answer(request.user, slug)
    try:
        kickoff.accept(by=request.user)
    except Refused as reason:
        return _show(request, kickoff, problem=str(reason), status=422)
    messages.success(request, "You sponsor this kickoff for ops.")
    return redirect(kickoff)


@require_POST
def kickoff_decline(request: PersonRequest, slug: str) -> HttpResponse:
    kickoff = access.kickoff_to_answer(request.user, slug)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, kickoff, decline=form, status=422)
    try:
        kickoff.decline(reason=form.cleaned_data["reason"], by=request.user)
    except Refused as reason:
        return _show(request, kickoff, problem=str(reason), status=422)
    messages.success(request, "You have declined. Somebody else can be asked now.")
    return redirect(kickoff)


@require_POST
def kickoff_deputy(request: PersonRequest, slug: str) -> HttpResponse:
    """Name who stands in for the sponsor, or nobody."""
    kickoff = access.kickoff_to_edit(request.user, slug)
    form = DeputyForm(request.POST)
    if not form.is_valid():
        return _show(request, kickoff, problem=form.errors["person"][0], status=422)
    person = form.cleaned_data["person"]
    try:
        kickoff.name_deputy(person)
    except Refused as reason:
        return _show(request, kickoff, problem=str(reason), status=422)
    said = f"{person} stands in on the day." if person else "Nobody stands in."
    messages.success(request, said)
    return redirect(kickoff)


@require_POST
def kickoff_schedule(request: PersonRequest, slug: str) -> HttpResponse:
    kickoff = access.kickoff_to_edit(request.user, slug)
    try:
        kickoff.schedule(on=timezone.localdate(), by=request.user)
    except Refused as reason:
        return _show(request, kickoff, problem=str(reason), status=422)
    messages.success(request, f"Scheduled for {kickoff.held_on:%-d %B %Y}.")
    return redirect(kickoff)


@require_POST
def kickoff_hold(request: PersonRequest, slug: str) -> HttpResponse:
    """Say that it took place."""
    kickoff = access.kickoff_to_edit(request.user, slug)
    try:
        kickoff.hold(on=timezone.localdate(), by=request.user)
    except Refused as reason:
        return _show(request, kickoff, problem=str(reason), status=422)
    messages.success(request, "It was held. Discovery begins, with ops in the room.")
    return redirect(kickoff)
