"""Signing in to the demo organisation with one click. Not there outside the demo."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
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
    following = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(following, {request.get_host()})
    return redirect(following if here else settings.LOGIN_REDIRECT_URL)


def _must_be_demo() -> None:
    if not settings.DEMO:
        raise Http404
