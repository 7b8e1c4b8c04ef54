"""What every template may draw: the half-disc mark, avatars, tags, the places."""

from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BoundField, Form
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as drawn_by_lucide

from alignment.navigation import places
from alignment.once import FIELD
from alignment.people.models import Person, Side, in_sentence

register = template.Library()
HALVES = mark_safe(
    '<path class="l" d="M7.2 1.2a6.8 6.8 0 0 0 0 13.6z"/>'
    '<path class="r" d="M8.8 1.2a6.8 6.8 0 0 1 0 13.6z"/>'
)


@lru_cache(maxsize=512)
def icon(name: str, size: int, kind: str) -> SafeString:
    """An icon beside its words: hidden from assistive technology, drawn once."""
    drawn = drawn_by_lucide(
        name, size=size, **{"class": kind, "aria-hidden": "true", "focusable": "false"}
    )
    lines = (line.strip() for line in str(drawn).splitlines())
    return mark_safe("".join(lines).replace(" />", "/>"))  # noqa: S308


@register.simple_tag(name="lucide")
def draw_icon(name: str, *, size: int = 16, **attributes: str) -> SafeString:
    """The icon of this name, as `{% lucide "rocket" size=16 class="icon" %}`."""
    return icon(name, size, attributes.get("class", "icon"))


@register.simple_tag
def once() -> SafeString:
    """What tells a form that makes something from others; see alignment.once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4())


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
        return format_html(
            '<span class="avatar avatar--gap" aria-hidden="true">{}</span>', "?"
        )
    return format_html(
        '<span class="avatar avatar--{}" title="{}" aria-hidden="true">{}</span>',
        side or person.side,
        person.name,
        person.initials,
    )


@register.filter
def other_side(side: str) -> str:
    return Side(side).other.value


@register.simple_tag(takes_context=True, name="places")
def list_places(context: Context) -> list[dict[str, Any]]:
    """The places of the product that this person may go to."""
    request: HttpRequest | None = context.get("request")
    return places(request) if request is not None else []


@register.filter(name="in_sentence")
def word_in_sentence(word: str) -> str:
    """`{{ organisation|word:side|in_sentence }}`: "ops", but "CX"."""
    return in_sentence(word)


@register.filter
def first_id(field: BoundField) -> str:
    """The id a link to this field leads to: the first choice of a group."""
    found = str(field.id_for_label or field.auto_id)
    return f"{field.auto_id}_0" if field.use_fieldset else found


@register.filter
def has_errors(form: Form | None) -> bool:
    return bool(form is not None and form.is_bound and form.errors)
