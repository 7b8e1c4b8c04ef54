"""What the two owners say: yes, no, somebody else, still true."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from journeys import access
from journeys.forms.journey import PersonForm, ReasonForm
from journeys.models import CannotOwn, Journey, NotLive, NotTheOwner, OwnerStays
from journeys.views.journey import show_journey


@require_POST
def owner_accept(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_answer(request.user, slug)
    try:
        journey.accept(by=request.user)
    except NotTheOwner as reason:
        return show_journey(request, journey, problem=str(reason), status=422)
    live = journey.state == Journey.State.LIVE
    messages.success(
        request,
        "You look after this journey. "
        + ("It is live." if live else "It goes live when the other owner accepts."),
    )
    return redirect(journey)


@require_POST
def owner_decline(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_answer(request.user, slug)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_journey(request, journey, decline=form, status=422)
    try:
        journey.decline(reason=form.cleaned_data["reason"], by=request.user)
    except (NotTheOwner, OwnerStays) as reason:
        return show_journey(request, journey, problem=str(reason), status=422)
    messages.success(request, "You have declined. Somebody else can be named now.")
    return redirect(journey)


def owner_appoint(request: PersonRequest, slug: str, side: str) -> HttpResponse:
    journey = access.journey_to_appoint(request.user, slug, side)
    form = PersonForm(request.POST or None, side=side, but=journey.owner(side))
    if form.is_valid():
        try:
            journey.appoint(form.cleaned_data["person"], by=request.user)
        except (OwnerStays, CannotOwn) as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{journey.owner(side)} is asked to accept.")
            return redirect(journey)
    context = {"form": form, "journey": journey, "side": side}
    return render(
        request,
        "journeys/owner_appoint.html",
        context | {"owner": journey.owner(side)},
        status=422 if form.errors else 200,
    )


@require_POST
def journey_confirm(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_confirm(request.user, slug)
    try:
        journey.confirm(by=request.user)
    except (NotTheOwner, NotLive) as reason:
        return show_journey(request, journey, problem=str(reason), status=422)
    messages.success(request, "Thank you. The map is still true for your side.")
    return redirect(journey)
