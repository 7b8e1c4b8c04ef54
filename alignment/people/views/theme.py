"""The theme: kept with the person, and in a cookie for the pages before sign-in."""

from typing import TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, way_back
from alignment.people.context import THEMES
from alignment.people.models import Person

Response = TypeVar("Response", bound=HttpResponse)
A_YEAR = 365 * 24 * 3600


def remember_theme(response: Response, theme: str) -> Response:
    """Keep it in this browser; following the device needs no cookie."""
    if theme:
        response.set_cookie(
            "theme",
            theme,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@login_not_required
@require_POST
def theme_set(request: PersonRequest) -> HttpResponse:
    """Light, dark, or whatever the device says; then back to where one was."""
    wish = request.POST.get("theme", "")
    theme = wish if wish in THEMES else ""
    if request.user.is_authenticated:
        Person.objects.filter(pk=request.user.pk).update(theme=theme)
    return remember_theme(HttpResponseRedirect(way_back(request)), theme)
