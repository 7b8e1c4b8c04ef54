"""Comments: writing one, changing or taking back one's own, naming people."""

from django.contrib import messages
from django.db.models import Case, When
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alignment.actions import access
from alignment.actions.forms.comment import CommentForm
from alignment.actions.models import TakenBack, ThreadClosed, TooLate
from alignment.actions.operations.comment import (
    add_comment,
    rewrite_comment,
    withdraw_comment,
)
from alignment.actions.views.thread import show_one
from alignment.http import PersonRequest, wants_fragment
from alignment.navigation import register_of
from alignment.people.models import Person

MOST = 6


@require_POST
def comment_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Write in a talk; once it is closed, what was written stays in the form."""
    thread = access.thread_to_see(request.user, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return show_one(request, thread, form=form, status=422)
    try:
        made = add_comment(thread=thread, said=form.said, by=request.user)
    except ThreadClosed as reason:
        kept = form.cleaned_data["words"]
        return show_one(request, thread, problem=str(reason), kept=kept, status=422)
    if wants_fragment(request):
        return show_one(request, thread)
    return redirect(made)


def comment_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Within a quarter of an hour."""
    comment = access.comment_to_change(request.user, pk)
    form = CommentForm(request.POST or None, initial={"words": comment.words})
    if form.is_valid():
        try:
            rewrite_comment(comment=comment, words=form.cleaned_data["words"])
        except (TooLate, TakenBack, ThreadClosed) as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(comment)
    over, over_url = register_of(comment.thread.about_url)
    context = {
        "form": form,
        "comment": comment,
        "thread": comment.thread,
        "over": over,
        "over_url": over_url,
    }
    status = 422 if form.errors else 200
    return render(request, "actions/comment_edit.html", context, status=status)


@require_POST
def comment_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    comment = access.comment_to_withdraw(request.user, pk)
    withdraw_comment(comment=comment)
    messages.success(request, "Taken back. Nobody reads it any more.")
    return redirect(comment)


def mention_list(request: PersonRequest) -> HttpResponse:
    """Names like what is typed after an @: those that begin so, then last names.

    With what they do, or their teams: some have the same name.
    """
    typed = request.GET.get("q", "").replace("\0", "").strip()[:80]
    active = Person.objects.active()
    found = active.filter(name__istartswith=typed) | active.filter(
        name__icontains=f" {typed}"
    )
    begins = Case(When(name__istartswith=typed, then=0), default=1)
    ordered = found.order_by(begins, "name", "pk").prefetch_related("teams")
    rows = ordered[:MOST]
    people = [{"name": one.name, "title": one.title or _teams(one)} for one in rows]
    return JsonResponse({"people": people})


def _teams(person: Person) -> str:
    return ", ".join(sorted(team.name for team in person.teams.all()))
