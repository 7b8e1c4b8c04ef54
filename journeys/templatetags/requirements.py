"""Draws a row of the long list: short, as it stands on a page hundreds of times."""

from collections.abc import Collection

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alignment.people.models import Person
from journeys.queries.requirement import RequirementRow

register = template.Library()
ROW = (
    '<li id="r{0}"><i class="grip" data-grip hidden></i>'
    '<label class="reqs__tick"><input type="checkbox" name="rows" value="{0}"'
    ' form="rows" aria-label="{1}"{2}></label>'
    '<span dir="auto"><a href="{3}">{1}</a>{4}</span>'
    '<button class="btn btn--small{5}" form="rows" name="{6}" value="{0}"'
    ' aria-label="{7}: {1}">{7}</button></li>'
)
READ_ONLY = '<li id="r{}"><span dir="auto">{}{}</span></li>'
PUT_IN, TAKE_OUT = "Put in the slice", "Take out"
CHECKED = format_html(" {}", "checked")


@register.simple_tag
def requirement_row(
    row: RequirementRow, viewer: Person, ticks: Collection[int] | str = ()
) -> SafeString:
    """With a tick, a way to its page and a button, for those who edit."""
    inside = row.place is not None
    more = filter(None, ("In the slice" if inside else "", row.key, row.size))
    said = ", ".join(more)
    small = format_html("<small>{}</small>", said) if said else ""
    if not viewer.edits:
        return format_html(READ_ONLY, row.pk, row.text, small)
    return format_html(
        ROW,
        row.pk,
        row.text,
        CHECKED if ticks and row.pk in ticks else "",
        row.get_absolute_url(),
        small,
        *((" btn--quiet", "out", TAKE_OUT) if inside else ("", "in", PUT_IN)),
    )
