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
    return reverse("kpis:contact-list") + _query(
        journey=journey or facts.choice.journey,
        reason=reason,
        channel=facts.choice.channel,
        repeat="same" if repeat else "",
        first=period.first.isoformat(),
        last=period.last.isoformat(),
    )


def kpi_url(facts: Facts, slug: str) -> str:
    """The page of one KPI, for what Home is narrowed to."""
    choice = facts.choice
    return reverse("kpis:kpi-show", args=[slug]) + _query(
        weeks=choice.weeks if choice.weeks != 12 else "",
        on=choice.on.isoformat() if choice.on else "",
        journey=choice.journey,
        channel=choice.channel,
    )


def _query(**asked: str | int | None) -> str:
    said = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(said)}" if said else ""
