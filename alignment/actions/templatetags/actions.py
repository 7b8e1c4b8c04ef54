"""What the frame of every page, and every mail, says about what waits."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse

from alignment.actions.models.kind import DAILY
from alignment.actions.models.notification import news_topic
from alignment.actions.queries.counted import Counted, counted
from alignment.actions.unsubscribe import token_of
from alignment.people.models import Person

register = template.Library()
KEPT = "_counted"


def _counted(context: Context) -> Counted:
    """What waits for whoever asks; counted once a page."""
    request: HttpRequest | None = context.get("request")
    if request is None or not isinstance(request.user, Person):
        return Counted()
    if not hasattr(request, KEPT):
        setattr(request, KEPT, counted(request.user))
    found: Counted = getattr(request, KEPT)
    return found


@register.simple_tag(takes_context=True)
def open_actions(context: Context) -> int:
    """How many open actions are those of whoever asks."""
    return _counted(context).open_actions


@register.simple_tag(takes_context=True)
def has_news(context: Context) -> bool:
    """Whether something is unseen by whoever asks."""
    return _counted(context).has_news


@register.filter
def topic_of_news(person: Person) -> str:
    """What their page listens for: `{{ user|topic_of_news }}`."""
    return news_topic(person.pk)


@register.simple_tag
def unsubscribe_path(person: Person, kind: str = DAILY) -> str:
    """Where somebody ends mails of a kind, or the daily mail, without signing in."""
    return reverse("actions:mail-choice-stop", args=[token_of(person.pk, kind)])
