"""What the frame of every page says about actions."""

from django import template
from django.http import HttpRequest
from django.template import Context

from alignment.actions.queries.action import open_of
from alignment.people.models import Person

register = template.Library()
KEPT = "_open_actions"


@register.simple_tag(takes_context=True)
def open_actions(context: Context) -> int:
    """How many open actions are those of whoever asks; one query a page."""
    request: HttpRequest | None = context.get("request")
    if request is None or not isinstance(request.user, Person):
        return 0
    if not hasattr(request, KEPT):
        setattr(request, KEPT, open_of(request.user))
    found: int = getattr(request, KEPT)
    return found
