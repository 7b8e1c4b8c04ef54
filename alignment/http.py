"""Typed requests, and the one place that chooses between page and fragment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
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
