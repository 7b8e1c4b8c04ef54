"""Actions: the list, one of them, writing one down, and changing many."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.actions import access
from alignment.actions.forms.action import (
    ActionFilter,
    ActionForm,
    ChangeForm,
    Sent,
    SourceForm,
    ticked,
)
from alignment.actions.models import Action, ActionClosed, CannotTake, NotLater
from alignment.actions.operations.change import change_actions, put_back
from alignment.actions.operations.give import rewrite_action
from alignment.actions.operations.record import record_action
from alignment.actions.queries.action import (
    action_row,
    action_rows,
    grouped,
    history,
    open_counts,
)
from alignment.actions.queries.listing import listed
from alignment.actions.undo import address_of, before_of, said_of
from alignment.actions.views.badge import with_badges
from alignment.http import PersonRequest, render_page, wants_fragment, way_back
from alignment.once import once
from alignment.people.models import Person
from alignment.people.queries.conflict import Conflict, conflict
from alignment.versions import EditedMeanwhile, version_of

A_PAGE = 50


def action_list(request: PersonRequest) -> HttpResponse:
    return _list(request)


def _list(
    request: PersonRequest, *, sent: Sent | None = None, status: int = 200
) -> HttpResponse:
    chosen = ActionFilter(request.GET)
    found = listed(
        access.actions_to_see(request.user), viewer=request.user, **chosen.wanted
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = action_rows(page.object_list, viewer=request.user, on=today)
    context = {
        "filter": chosen,
        "wanted": chosen.wanted,
        "page": page,
        "groups": grouped(rows, today),
        "counts": open_counts(request.user),
        "people": Person.objects.active(),
        "sent": sent,
        "today": today,
    }
    response = render_page(
        request, "actions/action_list.html", context, fragment="actions", status=status
    )
    return with_badges(request, response)


def action_show(request: PersonRequest, pk: int) -> HttpResponse:
    return _show(request, access.action_to_see(request.user, pk))


def _show(
    request: PersonRequest,
    action: Action,
    *,
    sent: Sent | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "action": action,
        "row": action_row(action, viewer=request.user, on=today),
        "moments": history(action),
        "people": Person.objects.active(),
        "sent": sent,
        "today": today,
    }
    response = render_page(
        request, "actions/action_show.html", context, fragment="action", status=status
    )
    return with_badges(request, response)


@once
def action_add(request: PersonRequest) -> HttpResponse:
    source = SourceForm(request.POST or request.GET).wanted
    form = ActionForm(request.POST or None, initial={"owner": request.user.pk})
    if not form.is_valid():
        context = {"form": form, "source": source}
        status = 422 if form.errors else 200
        return render(request, "actions/action_add.html", context, status=status)
    made = record_action(draft=form.save(commit=False), by=request.user, **source)
    messages.success(request, f"“{made}” is written down.")
    return redirect(source.get("source_url") or made)


def action_edit(request: PersonRequest, pk: int) -> HttpResponse:
    action = access.action_to_change(request.user, pk)
    seen = {"seen": version_of(action)}
    form = ActionForm(request.POST or None, instance=action, initial=seen)
    if not form.is_valid():
        return _edit(request, form, action, status=422 if form.errors else 200)
    values = {name: form.cleaned_data[name] for name in form.Meta.fields}
    try:
        rewrite_action(
            action=action,
            by=request.user,
            seen=form.cleaned_data["seen"] or 0,
            **values,
        )
    except EditedMeanwhile:
        found = conflict(action, form)
        return _edit(request, form, action, found=found, status=409)
    except (ActionClosed, CannotTake) as reason:
        form.add_error(None, str(reason))
        return _edit(request, form, action, status=422)
    messages.success(request, "Saved.")
    return redirect(action)


def _edit(
    request: PersonRequest,
    form: ActionForm,
    action: Action,
    *,
    found: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "action": action, "conflict": found}
    return render(request, "actions/action_edit.html", context, status=status)


@require_POST
def action_change(request: PersonRequest) -> HttpResponse:
    """Do one thing to the ticked ones; the page of one answers for itself."""
    chosen = ticked(request.POST.getlist("actions"))
    actions = access.actions_to_change(request.user, chosen)
    form = ChangeForm(request.POST)
    alone = actions[0] if request.POST.get("alone") and actions else None
    if chosen and not actions:
        raise Http404
    problem = form.problem if actions else "Tick the actions first."
    if problem:
        return _refused(request, alone, form.sent(chosen, problem))
    try:
        before = change_actions(actions=actions, change=form.change, by=request.user)
    except (ActionClosed, CannotTake, NotLater) as reason:
        return _refused(request, alone, form.sent(chosen, str(reason)))
    said = said_of(form.change, before, actions)
    if not wants_fragment(request):
        messages.success(request, f"{said}.")
        return redirect(way_back(request))
    toast = {"text": said}
    if before:
        toast["undo"] = address_of(before, by=request.user)
    response = _show(request, alone) if alone else _list(request)
    response["HX-Trigger"] = json.dumps({"toast": toast})
    return response


def _refused(request: PersonRequest, alone: Action | None, sent: Sent) -> HttpResponse:
    if alone:
        return _show(request, alone, sent=sent, status=422)
    return _list(request, sent=sent, status=422)


@require_POST
def action_restore(request: PersonRequest, token: str) -> HttpResponse:
    """Undo a change of actions, as the token of its notice says."""
    back, changed = put_back(before=before_of(token, by=request.user))
    if back:
        what = "1 action is" if back == 1 else f"{back} actions are"
        messages.success(request, f"{what} as before.")
    if changed:
        what = "1 was" if changed == 1 else f"{changed} were"
        messages.error(request, f"{what} changed meanwhile, so nothing is taken back.")
    return redirect(reverse("actions:action-list"))
