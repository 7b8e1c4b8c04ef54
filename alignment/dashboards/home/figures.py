"""The figures of a period: who needed no contact, and what contacts cost."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from alignment.charts import spark
from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.links import contacts_url, kpi_url
from alignment.dashboards.home.words import (
    amount,
    change_percent,
    change_points,
    kept,
    percent,
    whole,
)
from kpis.queries.pulse import Pulse
from kpis.queries.standing import Standing
from kpis.queries.sums import Sums

NOTHING = SafeString("")


@dataclass(frozen=True)
class Figure:
    """`base` says what it is of; `change` names per cent or points."""

    name: str
    value: str
    base: str
    change: str
    url: str
    link: str
    spark: SafeString = NOTHING


@dataclass(frozen=True)
class Figures:
    heading: str
    silence: Figure | None
    notes: tuple[str, ...]
    others: tuple[Figure, ...]
    before: str
    """What the changes are against."""
    of: str
    """When the numbers were made: "14:05", or "21 November, 23:10"."""


def read_figures(facts: Facts) -> Figures:
    now = facts.flow.during(facts.weeks)
    before = facts.flow.during(facts.weeks, back=facts.weeks)
    heading = _("In numbers")
    if facts.chosen:
        heading = _("%(journey)s in numbers") % {"journey": kept(facts.chosen.title)}
    standing = facts.standing.now.get(facts.key)
    return Figures(
        heading,
        _silence(facts, standing),
        silence_notes(standing),
        (
            _aht(facts, now, before),
            _workload(facts, now, before),
            _repeat(facts, now, before),
            _settled(facts, now, before),
        ),
        _("against the %(weeks)s weeks before") % {"weeks": facts.weeks},
        made(facts.pulse),
    )


def made(pulse: Pulse) -> str:
    if pulse.refreshed_at is None:
        return _("no time yet")
    if localdate(pulse.refreshed_at) == localdate():
        return date_format(localtime(pulse.refreshed_at), "H:i")
    return date_format(localtime(pulse.refreshed_at), "j F, H:i")


def _silence(facts: Facts, standing: Standing | None) -> Figure | None:
    if standing is None or standing.share is None:
        return None
    names = {"silent": whole(standing.silent), "base": whole(standing.base)}
    if standing.heard_only:
        base = _("%(silent)s of %(base)s customers we have heard from") % names
    else:
        base = _("%(silent)s of %(base)s customers") % names
    earlier = facts.standing.week(facts.key, facts.weeks).share
    return Figure(
        _("No contact in 3 months"),
        percent(standing.share),
        base,
        change_points(standing.share, earlier),
        kpi_url(facts, "no-contact"),
        _("See how it is made"),
        spark(facts.standing.shares(facts.key, facts.weeks), "shared"),
    )


def silence_notes(standing: Standing | None) -> tuple[str, ...]:
    """How sure the share is, and whether silence is only that they left."""
    if standing is None or standing.interval is None:
        return ()
    low, high = standing.interval
    notes = [
        _("Between %(low)s and %(high)s with 95%% certainty.")
        % {"low": percent(low), "high": percent(high)}
    ]
    if standing.retention is not None:
        notes.append(
            _("%(share)s of the customers of 3 months ago are still here.")
            % {"share": percent(standing.retention)}
        )
    return tuple(notes)


def _aht(facts: Facts, now: Sums, before: Sums) -> Figure:
    value = now.aht_seconds
    return Figure(
        _("Average handling time"),
        _("none yet") if value is None else f"{amount(value)} s",
        _("of %(handled)s handled") % {"handled": whole(now.handled)},
        change_percent(value, before.aht_seconds),
        kpi_url(facts, "aht"),
        _("See the days"),
    )


def _workload(facts: Facts, now: Sums, before: Sums) -> Figure:
    return Figure(
        _("Workload"),
        _("%(hours)s h") % {"hours": whole(now.workload_hours)},
        _("for %(contacts)s contacts") % {"contacts": whole(now.contacts)},
        change_percent(now.workload_hours, before.workload_hours),
        contacts_url(facts, facts.period),
        _("See the contacts"),
    )


def _repeat(facts: Facts, now: Sums, before: Sums) -> Figure:
    value = now.repeat_share
    return Figure(
        _("Repeat contact"),
        _("none yet") if value is None else percent(value),
        _("%(repeat)s of %(inbound)s")
        % {"repeat": whole(now.followed_same_reason), "inbound": whole(now.inbound)},
        change_points(value, before.repeat_share),
        contacts_url(facts, facts.period, repeat=True),
        _("See the contacts"),
    )


def _settled(facts: Facts, now: Sums, before: Sums) -> Figure:
    settled = now.inbound - now.followed_same_reason
    return Figure(
        _("Settled at first contact"),
        _("none yet") if now.fcr is None else percent(now.fcr),
        _("%(settled)s of %(inbound)s")
        % {"settled": whole(settled), "inbound": whole(now.inbound)},
        change_points(now.fcr, before.fcr),
        kpi_url(facts, "fcr"),
        _("See how it is made"),
    )
