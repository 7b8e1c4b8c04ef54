"""The list of journeys, starting one, its page, its words, putting it away."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from alignment.once import once
from alignment.people.access import must_edit
from alignment.people.context import organisation
from alignment.people.queries.conflict import conflict
from alignment.versions import EditedMeanwhile, version_of
from journeys import access
from journeys.forms.journey import ReasonForm, StartForm, WordsForm
from journeys.forms.journey_filter import JourneyFilter
from journeys.forms.step import NewPhaseForm, NewStepForm
from journeys.models import CannotOwn, Journey
from journeys.operations.blueprint import blueprint, blueprints
from journeys.operations.create import start_journey
from journeys.queries.journey import journey_map, journey_page
from journeys.queries.journey_list import journeys_listed, rows_of

A_PAGE = 40
HUSHED = "hushed_nudges"


def side_words() -> dict[str, str]:
    """What the two sides are called here."""
    current = organisation()
    return {"product": current.product_word, "ops": current.ops_short_word}


def journey_list(request: PersonRequest) -> HttpResponse:
    chosen = JourneyFilter(request.GET, words=side_words())
    on = timezone.localdate()
    found = journeys_listed(request.user, on, chosen.wanted)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows_of(page, on),
        "any": chosen.is_narrowed or page.paginator.count,
    }
    return render_page(
        request, "journeys/journey_list.html", context, fragment="journeys"
    )


@once
def journey_add(request: PersonRequest) -> HttpResponse:
    must_edit(request.user)
    chosen = blueprint(request.GET.get("from", ""))
    start = {f"{request.user.side}_owner": request.user}
    if chosen:
        start |= {name: getattr(chosen, name) for name in Journey.TEXTS}
    form = StartForm(request.POST or None, initial=start, words=side_words())
    if form.is_valid():
        try:
            draft = form.save(commit=False)
            made = start_journey(draft=draft, by=request.user, blueprint=chosen)
        except CannotOwn as reason:
            form.add_error(None, str(reason))
        else:
            said = f"“{made}” is started. It goes live when both have accepted."
            messages.success(request, said)
            return redirect(made)
    context = {"form": form, "chosen": chosen, "blueprints": blueprints()}
    return render_page(
        request,
        "journeys/journey_add.html",
        context | {"blank": "from" in request.GET},
        fragment="start",
        status=422 if form.errors else 200,
    )


def journey_show(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_see(request.user, slug)
    return show_journey(request, journey)


def show_journey(
    request: PersonRequest, journey: Journey, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a journey, also with what went wrong on it."""
    hushed = request.session.get(HUSHED, {}).get(str(journey.pk), "")
    today = timezone.localdate()
    page = journey_page(
        journey,
        request.user,
        today,
        rate=organisation().hourly_cost,
        hushed=hushed > today.isoformat(),
    )
    context = {
        "journey": journey,
        "page": page,
        "lens": _lens(request),
        "decline": ReasonForm(),
        **more,
    }
    return render_page(
        request,
        "journeys/journey_show.html",
        context,
        fragment="journey",
        status=status,
    )


def _lens(request: PersonRequest) -> str:
    asked = request.GET.get("lens", request.user.lens)
    return asked if asked in {"product", "ops"} else "both"


@require_POST
def journey_hush(request: PersonRequest, slug: str) -> HttpResponse:
    """No suggestion about this journey for a week."""
    journey = access.journey_to_see(request.user, slug)
    until = date.fromordinal(timezone.localdate().toordinal() + 7).isoformat()
    request.session[HUSHED] = {
        **request.session.get(HUSHED, {}),
        str(journey.pk): until,
    }
    return redirect(journey)


def journey_edit(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_edit(request.user, slug)
    if request.method != "POST":
        return show_edit(request, journey)
    form = WordsForm(request.POST, instance=journey)
    if not form.is_valid():
        return show_edit(request, journey, form=form, status=422)
    words = {name: form.cleaned_data[name] for name in Journey.TEXTS}
    try:
        journey.rewrite(**words, seen=form.cleaned_data["seen"] or 0)
    except EditedMeanwhile:
        found = conflict(journey, form)
        return show_edit(request, journey, form=form, conflict=found, status=409)
    messages.success(request, "Saved.")
    return redirect("journeys:journey-edit", journey.slug)


def show_edit(
    request: PersonRequest,
    journey: Journey,
    *,
    form: WordsForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page to edit a journey; its map alone for HTMX."""
    seen = {"seen": version_of(journey)}
    context = {
        "journey": journey,
        "phases": journey_map(journey),
        "form": form or WordsForm(instance=journey, initial=seen),
        "new_step": NewStepForm(phases=journey.phases.all()),
        "removed": access.step_removed(journey, request.GET.get("removed", "")),
        "new_phase": NewPhaseForm(),
        "renaming": None,
        **more,
    }
    return render_page(
        request, "journeys/journey_edit.html", context, fragment="order", status=status
    )


@require_POST
def journey_archive(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_archive(request.user, slug)
    journey.archive()
    return redirect(journey)


@require_POST
def journey_restore(request: PersonRequest, slug: str) -> HttpResponse:
    journey = access.journey_to_archive(request.user, slug)
    journey.restore()
    messages.success(request, f"“{journey}” is back.")
    return redirect(journey)
