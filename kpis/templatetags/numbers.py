"""The ways down: from a number to its page, and to the contacts behind it."""

from django import template
from django.urls import reverse

from kpis.forms.look import Look
from kpis.models import Target
from kpis.queries.breakdown import Part
from kpis.queries.contact import Cursor
from kpis.queries.metric import Metric

register = template.Library()


@register.simple_tag
def kpi_url(look: Look, slug: str) -> str:
    """The page of one metric, of the same scope and time."""
    return reverse("kpis:kpi-show", args=[slug]) + look.query()


@register.simple_tag
def narrowed_url(look: Look, slug: str, part: Part) -> str:
    """The same metric of one line of its tables; empty where there is no way down."""
    if part.filter not in {"journey", "step", "channel"} or not part.key:
        return ""
    return reverse("kpis:kpi-show", args=[slug]) + look.query(**{part.filter: part.key})


@register.simple_tag
def rows_url(look: Look, part: Part | None = None, slug: str = "") -> str:
    """The contacts behind a number of the same scope and time."""
    more = {part.filter: part.key} if part and part.filter else {}
    narrow = {
        "repeat": {"repeat": "same"},
        "fcr": {"repeat": "same"},
        "aht": {"handled": "yes"},
    }
    return reverse("kpis:contact-list") + look.rows_query(
        **more, **narrow.get(slug, {})
    )


@register.simple_tag
def target_of(metric: Metric, target: Target) -> str:
    """The value of a target with its unit, like 85%."""
    return metric.say_target(target.value)


@register.filter
def place_of(cursor: Cursor) -> str:
    """Where the next page begins, as its address says it."""
    began_at, source_id, external_id = cursor
    return f"{began_at.isoformat()}|{source_id}|{external_id}"


@register.filter
def percent(share: float | None, digits: int = 2) -> str:
    """A share from 0 to 1 as people read it."""
    return "No data" if share is None else f"{share * 100:.{digits}f}%"
