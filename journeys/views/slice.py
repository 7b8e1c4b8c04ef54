"""Drawing the slice: rows in, rows out, up and down."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from journeys import access
from journeys.forms.requirement import SliceForm
from journeys.operations.slice import move, put_in, take_out
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
        return answer(request, initiative, _said(count, "in the slice"))
    if what == "out":
        count = take_out(initiative=initiative, pks=keys)
        return answer(request, initiative, _said(count, "for later"))
    move(initiative=initiative, pk=keys[0], by=-1 if what == "up" else 1)
    return answer(request, initiative, "Moved.")


def _said(count: int, where: str) -> str:
    return f"1 row is {where} now." if count == 1 else f"{count} rows are {where} now."
