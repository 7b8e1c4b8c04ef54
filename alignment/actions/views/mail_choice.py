"""How one is told: the page of the settings, and the link at the foot of mails."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from alignment.actions import access
from alignment.actions.forms.mail_choice import MailChoiceForm
from alignment.actions.models import KINDS
from alignment.actions.operations.mail_choice import choose, unsubscribe
from alignment.actions.unsubscribe import mailed_kinds, read, undo_of, undone
from alignment.http import PersonRequest


def mail_choice_edit(request: PersonRequest) -> HttpResponse:
    form = MailChoiceForm(request.POST or None, person=request.user)
    if form.is_valid():
        choose(person=request.user, channels=form.channels, time=form.chosen_time)
        messages.success(request, "Saved.")
        return redirect("actions:mail-choice-edit")
    status = 422 if form.errors else 200
    context = {"form": form}
    return render(request, "actions/mail_choice_edit.html", context, status=status)


@csrf_exempt
@login_not_required
def mail_choice_stop(request: HttpRequest, token: str) -> HttpResponse:
    """End mails of one kind, or the daily mail, and take that back.

    Whoever holds the link may: it needs no sign-in, no cookie, and so no CSRF token
    either, as mail programs post to it by themselves (RFC 8058).
    """
    person_id, kind = read(token)
    person = access.person_to_unsubscribe(person_id)
    ended: dict[str, str] = {}
    said = request.POST.get("undo", "")
    if request.method == "POST" and (back := undone(person_id, said)):
        choose(person=person, channels=back)
    elif request.method == "POST":
        ended = unsubscribe(person=person, kinds=mailed_kinds(person, kind))
    context = {
        "token": token,
        "kind": KINDS.get(kind),
        "is_on": bool(mailed_kinds(person, kind)),
        "undo": undo_of(person_id, ended),
    }
    return render(request, "actions/mail_choice_stop.html", context)
