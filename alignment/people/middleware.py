"""What people need around every request: the first run, and when they were here."""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from alignment.people.models import Person

Answer = Callable[[HttpRequest], HttpResponse]
SEEN_SECONDS = 300
OPEN_BEFORE_ANYBODY = {"welcome-add", "theme-set", "health-live", "health-ready"}


class FirstRun:
    """Lead every page to the welcome page while nobody exists.

    It asks the database only for requests without a person, so that it costs
    nobody who is signed in.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if settings.DEMO or (match and match.url_name in OPEN_BEFORE_ANYBODY):
            return None
        if request.user.is_authenticated or Person.objects.exists():
            return None
        return redirect("people:welcome-add")


class LastSeen:
    """Note on the list of sessions that this one was used, each five minutes.

    allauth's own middleware writes at every request, which no page needs.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and request.user.is_authenticated and self._is_first(key):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)

    @staticmethod
    def _is_first(key: str) -> bool:
        """Whether nobody noted it in these five minutes; no while Redis is away."""
        return bool(cache.add(f"people:seen:{key}", 1, SEEN_SECONDS))
