"""Small words that many pages need: days, and what the sides are called."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import timezone

from alignment import numbers
from alignment.people.models import Organisation

register = template.Library()


@register.filter
def short_word(organisation: Organisation, side: str) -> str:
    """`{{ organisation|short_word:side }}`: what this side is called, in short."""
    return organisation.short_word(side)


@register.filter
def money(organisation: Organisation, amount: Decimal) -> str:
    """`{{ organisation|money:row.cost.money }}`: “£1,240”."""
    return organisation.money(amount)


@register.filter
def plain(amount: Decimal) -> str:
    """“31.5” of 31.50, and “14” of 14.00."""
    return numbers.plain(amount)


@register.filter
def hours(amount: Decimal) -> str:
    """“44.7”, and whole from ten hours on: “312”."""
    return f"{amount:,.0f}" if amount >= 10 else f"{amount:,.1f}"


@register.filter
def days_away(days: int) -> str:
    """“today”, “tomorrow”, “in 5 days”, “yesterday”, “3 days ago”."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


@register.filter
def article(word: str) -> str:
    """“a” or “an”, by the first letter of what a side is called."""
    return "an" if word[:1].lower() in "aeiou" else "a"


@register.filter
def days_ago(days: int) -> str:
    """“today”, “yesterday”, “3 days ago”."""
    return days_away(-days)


@register.filter
def ago(moment: datetime | date) -> str:
    """How long ago, in one unit: “5 days ago”, of a day too."""
    if not isinstance(moment, datetime):
        return days_away((moment - timezone.localdate()).days)
    whole: str = naturaltime(moment)
    first, more, _ = whole.partition(", ")
    return f"{first} ago" if more and whole.endswith(" ago") else whole


@register.filter
def times(count: int) -> str:
    """“once”, “twice”, “3 times”."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
