"""What is not allowed is not there."""

from django.http import Http404


def must(allowed: bool) -> None:  # noqa: FBT001
    if not allowed:
        raise Http404
