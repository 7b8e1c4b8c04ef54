"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from alignment.people.models import Organisation

WORDS_KEY = "people:organisation"
THEMES = {"light", "dark"}


def organisation() -> Organisation:
    """The organisation, from the cache; `forget_organisation` after a change.

    While Redis is away it is read from the database each time.
    """
    found: Organisation | None = cache.get(WORDS_KEY)
    if found is None:
        found = Organisation.current()
        cache.set(WORDS_KEY, found, 300)
    return found


def forget_organisation() -> None:
    """Have the next page read the organisation anew."""
    cache.delete(WORDS_KEY)


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
