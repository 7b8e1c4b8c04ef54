"""allauth's pages as we serve them: an answer that is wrong is a 422."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from alignment.people.queries.demo import demo_cast

View = Callable[..., HttpResponseBase]


def judged(view: View) -> View:
    """Answer 422 instead of 200 to a form that was sent and is wrong."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if (
            request.method == "POST"
            and response.status_code == 200
            and form is not None
        ):
            response.status_code = 422 if form.errors else 200
        return response

    return answer


class SignInView(LoginView):  # type: ignore[misc]
    """Sign in by mail and password, or in the demo with one click."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["cast"] = demo_cast()
        return context


@login_not_required
def account_signup(request: HttpRequest) -> HttpResponse:
    """Nobody signs up: people are invited."""
    return redirect("account_login")


def account_email(request: HttpRequest) -> HttpResponse:
    """Mail addresses are not managed here: one a person, given at the invitation."""
    return redirect("people:settings-edit")
