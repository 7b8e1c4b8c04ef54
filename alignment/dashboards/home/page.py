"""Home put together: what is the same for everybody is kept until it changes."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache as once
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alignment.dashboards.home.choice import Choice
from alignment.dashboards.home.coming import read_coming
from alignment.dashboards.home.coverage import read_coverage, read_gaps
from alignment.dashboards.home.facts import Facts, Words, read_facts
from alignment.dashboards.home.figures import read_figures
from alignment.dashboards.home.heard import read_heard
from alignment.dashboards.home.layout import LAYOUTS
from alignment.dashboards.home.lead import lead
from alignment.dashboards.home.need import Need
from alignment.dashboards.home.needs import find_needs
from alignment.dashboards.home.reasons import read_reasons
from alignment.dashboards.home.rows import read_rows
from alignment.dashboards.home.short import read_short
from alignment.dashboards.home.trend import read_trend
from alignment.dashboards.home.verdict import verdict
from alignment.dashboards.home.words import day
from alignment.people.models import Organisation, Person
from journeys.queries.version import version
from kpis.queries.pulse import Pulse

KEPT_SECONDS = 24 * 3600
ROOT = Path(__file__).parents[3]
CARDS: dict[str, Callable[[Facts], Any]] = {
    "coming": read_coming,
    "trend": read_trend,
    "figures": read_figures,
    "journeys": read_rows,
    "reasons": read_reasons,
    "coverage": read_coverage,
    "gaps": read_gaps,
    "heard": read_heard,
    "short": read_short,
}
NEED_CONTACTS = {"trend", "figures", "reasons"}


@dataclass(frozen=True)
class Card:
    """`html` is empty for the card that is each person's own."""

    name: str
    width: int
    html: SafeString


@dataclass(frozen=True)
class Board:
    """The page for one choice, the same for everybody who makes it."""

    choice: Choice
    lead: SafeString
    said: str
    needs: tuple[Need, ...]
    cards: tuple[Card, ...]
    journeys: tuple[tuple[str, str], ...]
    has_contacts: bool

    @property
    def is_empty(self) -> bool:
        return not self.journeys and not self.has_contacts


def read_board(
    viewer: Person, choice: Choice, organisation: Organisation, pulse: Pulse
) -> Board:
    """From the cache while nothing has changed, else made, by one process at a time."""
    today = localdate()
    name = _name(choice, organisation, pulse, today)
    found: Board | None = cache.get(name)
    waited = 0
    while found is None and not cache.add(f"{name}:made", 1, 5) and waited < 40:
        time.sleep(0.05)
        waited += 1
        found = cache.get(name)
    if found is None:
        words = Words.of(organisation)
        found = make_board(
            read_facts(viewer, choice, words, pulse, today), organisation
        )
        cache.set(name, found, KEPT_SECONDS)
        cache.delete(f"{name}:made")
    return found


def make_board(facts: Facts, organisation: Organisation) -> Board:
    needs = find_needs(facts)
    rows = facts.overview.journeys
    return Board(
        choice=facts.choice,
        lead=lead(facts.words, len(needs), [verdict(facts, row) for row in rows]),
        said=said(facts),
        needs=needs,
        cards=tuple(_cards(facts, organisation)),
        journeys=tuple((row.slug, row.title) for row in rows),
        has_contacts=facts.pulse.last_day is not None,
    )


def said(facts: Facts) -> str:
    """What the numbers cover, for the line under the filters."""
    period = facts.period
    days = {"first": day(period.first), "last": day(period.last)}
    if facts.pulse.last_day is None:
        return _("No contacts yet.")
    if facts.pulse.days_behind > 2 and facts.choice.on is None:
        return _("%(first)s to %(last)s %(year)s: the newest contacts there are.") % {
            **days,
            "year": period.last.year,
        }
    return _("%(first)s to %(last)s %(year)s.") % {**days, "year": period.last.year}


def _cards(facts: Facts, organisation: Organisation) -> list[Card]:
    found = []
    for place in LAYOUTS[facts.choice.lens]:
        if place.name in NEED_CONTACTS and facts.pulse.last_day is None:
            continue
        html = SafeString("")
        if place.name in CARDS:
            context = {
                "card": CARDS[place.name](facts),
                "width": place.width,
                "facts": facts,
                "organisation": organisation,
            }
            html = render_to_string(f"dashboards/_{place.name}.html", context)
        found.append(Card(place.name, place.width, html))
    return found


def _name(choice: Choice, organisation: Organisation, pulse: Pulse, today: date) -> str:
    """The name it is kept under: of everything that it is made of."""
    words = f"{organisation.product_word}|{organisation.ops_short_word}"
    parts = (_source(), version(), pulse.key, choice.key, today.isoformat(), words)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"home:{digest}"


@once
def _source() -> str:
    """The product's own state: what another release of it kept is not ours."""
    digest = hashlib.sha256()
    for folder in ("alignment/dashboards", "alignment/charts", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".html"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()
