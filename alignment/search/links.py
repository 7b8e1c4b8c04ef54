"""Where what was found leads to, made of its key and its id."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

Link = Callable[[str, int], str]


def at(route: str) -> Link:
    """The page whose address has the key in it."""
    return lambda key, pk: reverse(route, args=[key])


def numbered(route: str) -> Link:
    """The page whose address has the id in it."""
    return lambda key, pk: reverse(route, args=[pk])


def anchored(route: str, part: str) -> Link:
    """A part of the page whose address has the key in it: `step-` like `#step-4`."""
    return lambda key, pk: f"{reverse(route, args=[key])}#{part}{pk}"


def listed(route: str) -> Link:
    """The list that is searched for the key."""
    return lambda key, pk: f"{reverse(route)}?{urlencode({'q': key})}"


def shown(route: str, name: str) -> Link:
    """The list that shows the one with this id."""
    return lambda key, pk: f"{reverse(route)}?{name}={pk}"
