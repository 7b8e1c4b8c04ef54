"""What stands around every request."""

import time
from collections.abc import Callable
from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, resolve_url
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect


class Began:
    """Note when a request began: what changes from then on may not be on its page.

    A page says so when it asks for its live stream, which begins there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.began = time.time()  # type: ignore[attr-defined]
        return self.get_response(request)


class SignInMiddleware(LoginRequiredMiddleware):
    """Require sign-in everywhere, and keep the login page out of HTMX swaps."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if request.headers.get("HX-Request") == "true":
            return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
        return super().handle_no_permission(request, view_func)


class DatabaseGuard:
    """Give the database connection back before a stream starts.

    A live stream stays open for hours and needs no database. What sign-in and session
    asked before it would otherwise hold one of the pool's few connections all along.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming and not connection.in_atomic_block:
            connection.close()
        return response


class NothingKept:
    """Let no browser keep a page: computers are shared, and Back is after sign-out too.

    `no-store` also keeps pages out of what a browser shows for Back once somebody has
    signed out. An answer that says otherwise itself is left alone; static files are
    served before this, and kept for ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class Compressed(GZipMiddleware):
    """Send pages at a sixth of their size; a live stream is never held back for it.

    A page that tells its own search words back beside a secret could give the secret
    away by its size (BREACH): the CSRF token is masked anew for each answer, and the
    base class adds a random number of bytes.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.streaming:
            return response
        return super().process_response(request, response)


class ReadAhead:
    """Have browsers fetch a page from the moment the button or finger goes down.

    On links marked data-ahead. They hold it for that one click, also where nothing may
    be kept: an HTTP cache could not. Fetched earlier, while the pointer rests, it might
    be old by the click. Browsers that do not know the rules fetch it at the click.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and response.status_code == 200 and request.user.is_authenticated:
            response["Speculation-Rules"] = f'"{static("ahead.rules")}"'
        return response


class HistoryContext:
    """Name the person in the history of everything their request changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"} or not request.user.pk:
            return self.get_response(request)
        with pghistory.context(person=request.user.pk):
            return self.get_response(request)


class PageOfForm:
    """Lead whoever opens the address of a form that was refused to the page it is on.

    Such a form leaves its own address in the bar, which takes what is sent and shows
    nothing. The page is the nearest above it, and says itself who may see it.
    """

    ELSEWHERE: ClassVar[dict[str, str]] = {
        "journeys:handover-accept": "journeys:journey-list",
        "journeys:handover-decline": "journeys:journey-list",
        "journeys:handover-withdraw": "journeys:journey-list",
        "journeys:release-restore": "journeys:release-list",
        "journeys:requirement-upload-undo": "journeys:initiative-list",
        "people:invitation-resend": "people:person-list",
        "people:invitation-withdraw": "people:person-list",
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_opened = request.method in {"GET", "HEAD"}
        if (
            response.status_code != 405
            or not is_opened
            or "HX-Request" in request.headers
        ):
            return response
        return redirect(self._page(request))

    def _page(self, request: HttpRequest) -> str:
        match = request.resolver_match
        if match and match.view_name in self.ELSEWHERE:
            return self.ELSEWHERE[match.view_name]
        above = request.path
        while above != "/":
            above = f"{above.rstrip('/').rpartition('/')[0]}/"
            try:
                resolve(above)
            except Resolver404:
                continue
            break
        return above
