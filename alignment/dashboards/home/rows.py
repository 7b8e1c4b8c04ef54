"""The journeys, each in a line."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.charts import cover_dots, spark
from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.links import contacts_url
from alignment.dashboards.home.verdict import Verdict, verdict
from alignment.dashboards.home.words import (
    amount,
    change_percent,
    change_points,
    percent,
)
from alignment.people.models import Side
from alignment.people.queries.keeper import Keeper
from journeys.queries.overview import JourneyRow, Trust

NOTHING = SafeString("")


@dataclass(frozen=True)
class Measure:
    """A number with its spark line and its change; empty where nothing is known."""

    value: str = ""
    change: str = ""
    spark: SafeString = NOTHING
    url: str = ""


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    verdict: Verdict
    silence: Measure
    rate: Measure
    dots: SafeString
    covered: str
    product: Keeper | None
    ops: Keeper | None
    trust: str
    asks_again: bool


def read_rows(facts: Facts) -> tuple[Row, ...]:
    return tuple(_row(facts, row) for row in facts.overview.journeys)


def _row(facts: Facts, row: JourneyRow) -> Row:
    gone = row.orphaned_sides
    return Row(
        row.title,
        row.get_absolute_url(),
        verdict(facts, row),
        _silence(facts, row),
        _rate(facts, row),
        cover_dots(row.coverage.both, row.coverage.total),
        _("%(both)s of %(total)s")
        % {"both": row.coverage.both, "total": row.coverage.total},
        None if Side.PRODUCT in gone else row.product_owner,
        None if Side.OPS in gone else row.ops_owner,
        trust_words(row.trust, is_live=row.is_live),
        row.trust.is_stale,
    )


def _silence(facts: Facts, row: JourneyRow) -> Measure:
    now = facts.standing.week(row.pk, 0).share
    if now is None:
        return Measure()
    return Measure(
        percent(now),
        change_points(now, facts.standing.week(row.pk, facts.weeks).share),
        spark(facts.standing.shares(row.pk, facts.weeks), "shared"),
    )


def _rate(facts: Facts, row: JourneyRow) -> Measure:
    now = facts.rate(row)
    if now is None:
        return Measure()
    inbound = facts.board.flow(row.pk).inbound(facts.weeks)
    return Measure(
        amount(now),
        change_percent(now, facts.rate(row, back=facts.weeks)),
        spark(inbound, "ops"),
        contacts_url(facts, facts.period, journey=row.slug),
    )


def trust_words(trust: Trust, *, is_live: bool) -> str:
    """When both sides last called the map true."""
    if not is_live:
        return _("Not live yet")
    if trust.because == "release":
        return _("Not since a release")
    if not trust.is_confirmed:
        return _("Not yet")
    days = trust.days or 0
    if not days:
        return _("Today")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
