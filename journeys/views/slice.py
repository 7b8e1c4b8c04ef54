"""Drawing the slice: rows in, rows out, up and down."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from journeys import access
from journeys.forms.requirement import SliceForm
from journeys.models import Initiative
from journeys.operations.slice import move, place_of, put_in, take_out
from journeys.views.requirement import answer, show_list


@require_POST
def slice_change(request: PersonRequest, slug: str) -> HttpResponse:
    """By the button of a row, for the ticked rows, or where a row was dropped."""
    initiative = access.initiative_to_edit(request.user, slug)
    form = SliceForm(request.POST)
    if form.problem:
        return show_list(
            request,
            initiative,
            problem=form.problem,
            ticks=form.keys,
            status=422,
        )
    what, keys = form.cleaned_data["what"], form.keys
    if what == "in":
        after = form.cleaned_data["after"]
        count = put_in(initiative=initiative, pks=keys, by=request.user, after=after)
        return answer(request, initiative, _put(initiative, keys, count))
    if what == "out":
        count = take_out(initiative=initiative, pks=keys)
        return answer(request, initiative, _said(count, "for later"))
    move(initiative=initiative, pk=keys[0], by=-1 if what == "up" else 1)
    return answer(request, initiative, _moved(initiative, keys[0]))


def _put(initiative: Initiative, keys: list[int], count: int) -> str:
    """Of one row its place is said; it may have been in the slice before."""
    if len(keys) > 1:
        return _said(count, "in the slice")
    place = place_of(initiative, keys[0])
    return f"In the slice, at {place}." if place else _said(count, "in the slice")


def _moved(initiative: Initiative, pk: int) -> str:
    place = place_of(initiative, pk)
    return f"Moved to {place}." if place else "It is not in the slice any more."


def _said(count: int, where: str) -> str:
    return f"1 row is {where} now." if count == 1 else f"{count} rows are {where} now."
