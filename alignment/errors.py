"""Pages for what went wrong. They are drawn even without database and session."""

import sys
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from redis import RedisError

from alignment.people.models import Person, Role

WORDS_LIMIT = 200


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    words = str(exception)[:WORDS_LIMIT]
    return _page(request, "403.html", 403, reason=words, helped=True)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404.html", 404, helped=True)


def server_error(request: HttpRequest) -> HttpResponse:
    """The bare page: whatever broke may break the frame of a page as well.

    An answer that fails because the database is away, or too busy, is no fault of the
    product: wherever that is found out, in a view or before it, the page says so.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return render(None, "500.html", status=500)
    response = render(None, "503.html", status=503)
    response["Retry-After"] = "5"
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "403_csrf.html", 403)


def _page(
    request: HttpRequest,
    template: str,
    status: int,
    *,
    helped: bool = False,
    **words: Any,
) -> HttpResponse:
    """In the frame of the product, or bare when that needs what is away.

    `helped` names those who can give access, to people who are signed in.
    """
    try:
        if helped and request.user.is_authenticated and not request.user.is_admin:
            words["admins"] = list(Person.objects.active().filter(role=Role.ADMIN)[:3])
        return render(request, template, words, status=status)
    except (DatabaseError, InterfaceError, RedisError, AttributeError):
        return render(None, template, words, status=status)
