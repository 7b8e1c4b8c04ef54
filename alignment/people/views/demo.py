"""Signing in to the demo organisation with one click. Not there outside the demo."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page, way_back
from alignment.people import access
from alignment.people.queries.demo import demo_cast
from alignment.people.views.invitation import BACKEND


@login_not_required
def demo_show(request: PersonRequest) -> HttpResponse:
    """The demo people; the sign-in page asks again while they are being made."""
    _must_be_demo()
    if not request.htmx:
        return redirect("account_login")
    context = {"cast": demo_cast()}
    return render_page(request, "account/login.html", context, fragment="demo-people")


@login_not_required
@require_POST
def demo_sign_in(request: PersonRequest) -> HttpResponse:
    _must_be_demo()
    person = access.demo_person(request.POST.get("person", ""))
    login(request, person, backend=BACKEND)
    return HttpResponseRedirect(way_back(request))


def _must_be_demo() -> None:
    if not settings.DEMO:
        raise Http404
