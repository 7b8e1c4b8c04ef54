"""The half-disc mark and the avatars: who stands on which side."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from alignment.people.models import Person, Side

register = template.Library()
HALVES = mark_safe(  # noqa: S308 -- two constant paths
    '<path class="l" d="M7.2 1.2a6.8 6.8 0 0 0 0 13.6z"/>'
    '<path class="r" d="M8.8 1.2a6.8 6.8 0 0 1 0 13.6z"/>'
)


@register.simple_tag
def disc(kind: str) -> SafeString:
    """The mark: `pair`, `both`, `product`, `ops` or `none`."""
    return format_html(
        '<svg class="disc disc--{}" viewBox="0 0 16 16" aria-hidden="true"'
        ' focusable="false">{}</svg>',
        kind,
        HALVES,
    )


@register.simple_tag
def avatar(person: Person | None, side: str = "") -> SafeString:
    """Initials in the colour of their side; a gap where nobody is."""
    if person is None:
        return format_html('<span class="avatar avatar--gap" aria-hidden="true">?</span>')
    return format_html(
        '<span class="avatar avatar--{}" title="{}" aria-hidden="true">{}</span>',
        side or person.side,
        person.name,
        person.initials,
    )


@register.filter
def other_side(side: str) -> str:
    return Side(side).other.value
