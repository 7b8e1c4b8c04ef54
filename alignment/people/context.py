"""What every page's frame needs."""

import contextlib
import logging
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from redis import RedisError

from alignment.people.models import Organisation

logger = logging.getLogger(__name__)
WORDS_KEY = "people:organisation"
THEMES = {"light", "dark"}


def organisation() -> Organisation:
    """The organisation, from the cache; `forget_organisation` after a change.

    While Redis is away it is read from the database each time.
    """
    with contextlib.suppress(RedisError):
        found: Organisation | None = cache.get(WORDS_KEY)
        if found is not None:
            return found
    found = Organisation.current()
    with contextlib.suppress(RedisError):
        cache.set(WORDS_KEY, found, 300)
    return found


def forget_organisation() -> None:
    """Have the next page read the organisation anew.

    While Redis is away, pages elsewhere may show old words for five minutes.
    """
    try:
        cache.delete(WORDS_KEY)
    except RedisError:
        logger.warning("Redis is away: the organisation's words were not forgotten")


def theme(request: HttpRequest) -> str:
    """`light`, `dark` or nothing: a person's own setting, else this browser's."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return str(user.theme)
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The organisation and its words, the theme, and whether this is the demo."""
    return {
        "organisation": organisation(),
        "theme": theme(request),
        "demo": settings.DEMO,
    }
