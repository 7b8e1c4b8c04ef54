"""What the frame of every page, and every mail, says about what waits."""

import re
from collections.abc import Iterable

from django import template
from django.http import HttpRequest
from django.template import Context
from django.template.defaultfilters import linebreaksbr, urlize
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alignment.actions.models.kind import DAILY
from alignment.actions.models.notification import news_topic
from alignment.actions.queries.counted import Counted, counted
from alignment.actions.unsubscribe import token_of
from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper

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


@register.filter
def said(words: str, named: Iterable[Keeper]) -> SafeString:
    """What somebody wrote: escaped, addresses and the names in it as links."""
    pages = {f"@{each.name}".casefold(): each.get_absolute_url() for each in named}
    longest = sorted(pages, key=len, reverse=True)
    names = "|".join(re.escape(each) for each in longest) or "(?!)"
    # Cut at the names first: none is looked for in the markup of an address.
    parts = re.split(rf"((?:{names})(?!\w))", words, flags=re.IGNORECASE)
    shown = [
        format_html('<a href="{}">{}</a>', pages[part.casefold()], part)
        if place % 2
        else urlize(part, autoescape=True)
        for place, part in enumerate(parts)
    ]
    whole = format_html_join("", "{}", ((each,) for each in shown))
    return SafeString(linebreaksbr(whole))


@register.simple_tag
def unsubscribe_path(person: Person, kind: str = DAILY) -> str:
    """Where somebody ends mails of a kind, or the daily mail, without signing in."""
    return reverse("actions:mail-choice-stop", args=[token_of(person.pk, kind)])
