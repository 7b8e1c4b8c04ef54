"""Typed requests, and the one place that chooses between page and fragment."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from alignment.people.models import Person

HTMX_HEADERS = ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"]


class PersonRequest(HttpRequest):
    """A request that has passed SignInMiddleware and HtmxMiddleware."""

    user: Person
    htmx: HtmxDetails


def wants_fragment(request: PersonRequest) -> bool:
    """Tell a swap into a live page from a visit that needs the whole page."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: PersonRequest,
    template: str,
    context: dict[str, Any],
    *,
    fragment: str,
    status: int = 200,
) -> HttpResponse:
    """Render a page, or only its named fragment for an HTMX swap.

    The view names the fragment, never the client: a fragment the browser could
    choose would skip any permission check in the markup around it.
    """
    name = f"{template}#{fragment}" if wants_fragment(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def way_back(request: HttpRequest) -> str:
    """The address a form asks to go to afterwards, if it is one of ours; else Home."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()})
    if ours and asked.startswith("/"):
        return asked
    return resolve_url(settings.LOGIN_REDIRECT_URL)
