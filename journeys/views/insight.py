"""Insights: telling one from a phone, the list, and what becomes of one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from journeys import access
from journeys.forms.insight import (
    AnswerForm,
    InsightFilter,
    InsightForm,
    LinkForm,
    chosen_journey,
)
from journeys.models import Insight, InsightAnswered, InsightWithdrawn
from journeys.operations.insight import tell_insight
from journeys.queries.decision import led_to
from journeys.queries.insight import (
    insight_rows,
    listed,
    may_speak_to,
    told_by,
    told_last,
)

A_PAGE = 30


def insight_list(request: PersonRequest) -> HttpResponse:
    chosen = InsightFilter(request.GET)
    found = listed(
        access.insights_to_see(request.user), viewer=request.user, **chosen.wanted
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "wanted": chosen.wanted,
        "page": page,
        "rows": insight_rows(page.object_list),
    }
    return render_page(
        request, "journeys/insight_list.html", context, fragment="insights"
    )


def insight_add(request: PersonRequest) -> HttpResponse:
    """Tell something; the journey told about last is chosen already.

    What a browser kept for somebody is not taken from another who signed in since.
    """
    if request.POST.get("by", str(request.user.pk)) != str(request.user.pk):
        return HttpResponse(status=409)
    start = told_last(request.user) | chosen_journey(request.GET)
    start["meeting"] = request.GET.get("meeting")
    form = InsightForm(request.POST or None, initial=start)
    if not form.is_valid():
        asked = str(form["meeting"].value() or "")
        meeting = access.meeting_to_take_from(request.user, asked) if asked else None
        context = {"form": form, "mine": told_by(request.user), "meeting": meeting}
        status = 422 if form.errors else 200
        return render(request, "journeys/insight_add.html", context, status=status)
    made = tell_insight(
        draft=form.save(commit=False),
        key=form.one_key,
        by=request.user,
        meeting=form.cleaned_data["meeting"],
    )
    messages.success(
        request, "It is kept, and both sides read it. You see here what becomes of it."
    )
    if "X-Tell" in request.headers:  # told by a browser that goes there itself
        return HttpResponse(status=201, headers={"Location": made.get_absolute_url()})
    return redirect(made)


def insight_show(request: PersonRequest, pk: int) -> HttpResponse:
    return _show(request, access.insight_to_see(request.user, pk))


def _show(request: PersonRequest, insight: Insight, **more: Any) -> HttpResponse:
    """`form`, `problem` and `status` where something was refused."""
    status = more.pop("status", 200)
    found = Insight.objects.filter(pk=insight.pk)
    is_theirs = request.user == insight.told_by or request.user.is_admin
    context = {
        "insight": insight,
        "row": insight_rows(found)[0],
        "led_to": led_to(insight),
        "form": AnswerForm(),
        "workarounds": insight.workarounds.order_by("pk"),
        "initiatives": may_speak_to(insight),
        "may_withdraw": is_theirs and insight.answered_at is None,
        "problem": "",
    }
    return render_page(
        request,
        "journeys/insight_show.html",
        context | more,
        fragment="insight",
        status=status,
    )


@require_POST
def insight_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what becomes of it."""
    insight = access.insight_to_answer(request.user, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, insight, form=form, status=422)
    try:
        insight.answer(words=form.cleaned_data["words"], by=request.user)
    except InsightWithdrawn as reason:
        return _show(request, insight, form=form, problem=str(reason), status=422)
    messages.success(request, f"{insight.told_by} sees it.")
    return redirect(insight)


@require_POST
def insight_link(request: PersonRequest, pk: int) -> HttpResponse:
    """Say which initiative it speaks to."""
    insight = access.insight_to_answer(request.user, pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        problem = form.errors["initiative"][0]
        return _show(request, insight, problem=problem, status=422)
    insight.link(form.cleaned_data["initiative"])
    messages.success(request, "Saved.")
    return redirect(insight)


@require_POST
def insight_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    insight = access.insight_to_withdraw(request.user, pk)
    try:
        insight.withdraw()
    except InsightAnswered as reason:
        return _show(request, insight, problem=str(reason), status=422)
    messages.success(request, "Taken back. Only admins see it now, among all changes.")
    return redirect("journeys:insight-list")
