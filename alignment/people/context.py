"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from alignment.people.models import Organisation

WORDS_KEY = "people:organisation"


def organisation() -> Organisation:
    """The organisation, from the cache; `forget_organisation` after a change."""
    found: Organisation | None = cache.get(WORDS_KEY)
    if found is None:
        found = Organisation.current()
        cache.set(WORDS_KEY, found, 300)
    return found


def forget_organisation() -> None:
    cache.delete(WORDS_KEY)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The organisation and its words, the theme, and whether this is the demo."""
    user = getattr(request, "user", None)
    theme = request.COOKIES.get("theme", "")
    if user is not None and user.is_authenticated and user.theme:
        theme = user.theme
    return {
        "organisation": organisation(),
        "theme": theme if theme in {"light", "dark"} else "",
        "demo": settings.DEMO,
    }
