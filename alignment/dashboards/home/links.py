"""The ways down from a number to the rows behind it."""

from urllib.parse import urlencode

from django.urls import reverse

from alignment.dashboards.home.facts import Facts
from kpis.queries.scope import Period


def contacts_url(
    facts: Facts,
    period: Period,
    *,
    journey: str = "",
    reason: int | None = None,
    repeat: bool = False,
) -> str:
    """The contacts of a period, narrowed as Home is."""
    asked = {
        "journey": journey or (facts.chosen.slug if facts.chosen else ""),
        "reason": reason or "",
        "channel": facts.choice.channel or "",
        "repeat": "1" if repeat else "",
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
    }
    said = {name: value for name, value in asked.items() if value}
    return f"{reverse('kpis:contact-list')}?{urlencode(said)}"


def kpi_url(facts: Facts, slug: str) -> str:
    """The page of one KPI, of the journey chosen."""
    asked = {"journey": facts.chosen.slug if facts.chosen else ""}
    said = urlencode({name: value for name, value in asked.items() if value})
    return reverse("kpis:kpi-show", args=[slug]) + (f"?{said}" if said else "")
