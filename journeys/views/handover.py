"""Handovers: asking, answering, taking back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from journeys import access
from journeys.forms.journey import HandoverForm, ReasonForm
from journeys.models import CannotOwn, HandoverClosed, NotLive, NotTheReceiver
from journeys.operations.handover import HandoverIsOpen, propose_handover
from journeys.views.journey import show_journey


def handover_propose(request: PersonRequest, slug: str, side: str) -> HttpResponse:
    journey = access.journey_to_hand_over(request.user, slug, side)
    owner = journey.owner(side)
    form = HandoverForm(request.POST or None, side=side, but=owner)
    if form.is_valid():
        asked, note = form.cleaned_data["person"], form.cleaned_data["note"]
        try:
            propose_handover(
                journey=journey, side=side, receiver=asked, note=note, by=request.user
            )
        except (CannotOwn, NotLive, HandoverIsOpen) as reason:
            form.add_error(None, str(reason))
        else:
            keeper = owner if owner.is_active else "nobody"
            said = f"{asked} is asked. Until they accept, {keeper} looks after it."
            messages.success(request, said)
            return redirect(journey)
    context = {"form": form, "journey": journey, "side": side, "owner": owner}
    status = 422 if form.errors else 200
    return render(request, "journeys/handover_propose.html", context, status=status)


@require_POST
def handover_accept(request: PersonRequest, pk: int) -> HttpResponse:
    handover = access.handover_to_answer(request.user, pk)
    try:
        handover.accept(by=request.user)
    except (HandoverClosed, NotTheReceiver, NotLive, CannotOwn) as reason:
        return show_journey(request, handover.journey, problem=str(reason), status=422)
    messages.success(request, "You look after this journey from now on.")
    return redirect(handover.journey)


@require_POST
def handover_decline(request: PersonRequest, pk: int) -> HttpResponse:
    handover = access.handover_to_answer(request.user, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_journey(request, handover.journey, decline=form, status=422)
    try:
        handover.decline(reason=form.cleaned_data["reason"], by=request.user)
    except (HandoverClosed, NotTheReceiver) as reason:
        return show_journey(request, handover.journey, problem=str(reason), status=422)
    messages.success(request, f"You have declined. {handover.giver} keeps it.")
    return redirect(handover.journey)


@require_POST
def handover_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    handover = access.handover_to_withdraw(request.user, pk)
    try:
        handover.withdraw()
    except HandoverClosed as reason:
        return show_journey(request, handover.journey, problem=str(reason), status=422)
    messages.success(request, f"Taken back. {handover.giver} keeps the journey.")
    return redirect(handover.journey)
