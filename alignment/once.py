"""A form that makes something makes it once, however often it is sent.

Its template has `{% once %}` in it, which tells it from the same words in another form.
"""

import functools
import hashlib
import json
from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRefresh

from alignment.http import PersonRequest
from alignment.people.models import SentForm

FIELD = "once"
View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Answer a form that was sent before with the page it led to then.

    Of two sent in one moment the second waits for what becomes of the first. A form
    that was refused, or had something changed since, counts as not sent.
    """

    @functools.wraps(view)
    def guarded(request: PersonRequest, *args: object, **more: object) -> HttpResponse:
        if not request.POST.get(FIELD):
            return view(request, *args, **more)
        with transaction.atomic():
            sent, is_new = SentForm.objects.get_or_create(
                by=request.user, digest=_digest(request)
            )
            if not is_new:
                return redirect(sent.led_to) if sent.led_to else _reload()
            response = view(request, *args, **more)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            elif led_to := response.get("Location", ""):
                sent.led_to = led_to
                sent.save(update_fields=["led_to"])
        return response

    return guarded


def _digest(request: PersonRequest) -> str:
    """Of where it was sent and what was in it; the token against forgery varies."""
    said = dict(request.POST.lists())
    said.pop("csrfmiddlewaretoken", None)
    whole = json.dumps([request.path, said], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _reload() -> HttpResponse:
    """A part of a page is asked for anew with the rest of it."""
    return HttpResponseClientRefresh()
