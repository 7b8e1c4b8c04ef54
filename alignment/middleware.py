"""What stands around every request."""

import logging
from collections.abc import Callable
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

logger = logging.getLogger(__name__)


class SignInMiddleware(LoginRequiredMiddleware):
    """Require sign-in everywhere, and keep the login page out of HTMX swaps."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if request.headers.get("HX-Request") == "true":
            return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
        return super().handle_no_permission(request, view_func)


class DatabaseGuard:
    """Answer 503 with a clear page while PostgreSQL is away; recover by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        logger.error("database unavailable", exc_info=error)
        response = render(None, "503.html", status=503)
        response["Retry-After"] = "5"
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
