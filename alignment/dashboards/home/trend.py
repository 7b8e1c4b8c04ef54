"""Contacts per 1,000 customers a week, of the journey that most needs to be seen."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from alignment.charts import Chart, Mark, Series, TargetLine, short_name
from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.links import contacts_url
from alignment.dashboards.home.verdict import MOVED, Verdict
from alignment.dashboards.home.words import amount, change_percent, kept
from journeys.queries.overview import JourneyRow
from kpis.queries.board import YEAR, Flow
from kpis.queries.movement import Movement
from kpis.queries.scope import Period

MOVEMENT = 4
METRIC = "contact-rate"


@dataclass(frozen=True)
class Trend:
    chart: Chart
    verdict: Verdict
    rows_url: str
    journey_url: str


@dataclass(frozen=True)
class Rates:
    """Contacts per 1,000 customers a week, in the movement's two halves."""

    now: float | None
    before: float | None
    year_before: float | None
    target: float | None


def read_trend(facts: Facts) -> Trend:
    row = facts.chosen or _most_in_need(facts)
    flow = facts.board.flow(row.pk) if row else facts.board.everything
    movement = facts.board.movement(flow)
    key = row.pk if row else 0
    whole = not facts.choice.channel  # a target is agreed on for all channels
    target = facts.pulse.target(row.pk if row else None, METRIC) if whole else None
    rates = Rates(
        _rate(facts, key, flow, MOVEMENT, 0),
        _rate(facts, key, flow, MOVEMENT, MOVEMENT),
        _rate(facts, key, flow, MOVEMENT, YEAR),
        float(target) if target is not None else None,
    )
    name = kept(row.title) if row else _("All contacts")
    period = Period.ending(facts.on, 7 * facts.weeks)
    return Trend(
        Chart(
            heading=finding(name, movement),
            sentence=sentence(facts, movement, rates),
            days=[bucket.first for bucket in period.buckets("week")],
            series=_lines(facts, key, flow),
            marks=_marks(facts, row, period),
            target=_line(rates.target),
        ),
        MOVED[movement.verdict],
        contacts_url(facts, period, journey=row.slug if row else ""),
        row.get_absolute_url() if row else "",
    )


def finding(name: str, movement: Movement) -> str:
    """The heading: what the line says."""
    said = {"journey": name, "percent": f"{abs(movement.percent or 0):,}"}
    return {
        "rising": _("%(journey)s: contacts are up %(percent)s%%"),
        "falling": _("%(journey)s: contacts are down %(percent)s%%"),
        "steady": _("%(journey)s: contacts are steady"),
        "few": _("%(journey)s: too few contacts to tell"),
    }[movement.verdict] % said


def sentence(facts: Facts, movement: Movement, rates: Rates) -> str:
    """The numbers of the finding, each with its base."""
    if rates.now is None:
        said = [_("We do not know yet how many customers there are.")]
    elif rates.before is None:
        said = [
            _("%(now)s contacts per 1,000 customers a week in the last 4 weeks.")
            % {"now": amount(rates.now)}
        ]
    else:
        said = [
            _(
                "%(now)s contacts per 1,000 customers a week in the last 4 weeks,"
                " %(before)s in the 4 weeks before."
            )
            % {"now": amount(rates.now), "before": amount(rates.before)}
        ]
    if rates.year_before and rates.now is not None:
        change = change_percent(rates.now, rates.year_before)
        said.append(
            _("A year before it was %(then)s (%(change)s since).")
            % {"then": amount(rates.year_before), "change": change}
        )
    if rates.target is not None:
        said.append(_("Target: at most %(most)s.") % {"most": f"{rates.target:,g}"})
    if facts.pulse.heard_only and rates.now is not None:
        said.append(_("Counted are customers we have heard from."))
    return " ".join(said)


def _most_in_need(facts: Facts) -> JourneyRow | None:
    """Rising the steepest; else over its target; else the most contacts."""
    shown = [row for row in facts.overview.journeys if facts.board.flow(row.pk).weekly]

    def need(row: JourneyRow) -> tuple[float, float, float]:
        move = facts.movements[row.pk]
        rate, target = facts.rate(row), facts.pulse.target(row.pk, METRIC)
        over = rate / float(target) if rate and target else 0.0
        steep = (move.ratio or 0.0) if move.verdict == "rising" else 0.0
        return steep, over if over > 1 else 0.0, float(move.now)

    return max(shown, key=need, default=None)


def _rate(facts: Facts, key: int, flow: Flow, weeks: int, back: int) -> float | None:
    inbound = flow.during(weeks, back=back).inbound
    return facts.standing.per_1000_a_week(key, inbound, weeks, back=back)


def _lines(facts: Facts, key: int, flow: Flow) -> list[Series]:
    """This period, and the same weeks a year before when there were any contacts."""
    now = [_rate(facts, key, flow, 1, n) for n in reversed(range(facts.weeks))]
    then = [_rate(facts, key, flow, 1, YEAR + n) for n in reversed(range(facts.weeks))]
    base = _("per 1,000 customers")
    lines = [Series(_("Contacts"), "", "ops", now, base=base)]
    if any(flow.inbound(facts.weeks, back=YEAR)) and any(then):
        lines.append(
            Series(_("Year before"), _("Year before"), "before", then, base=base)
        )
    return lines


def _marks(facts: Facts, row: JourneyRow | None, period: Period) -> list[Mark]:
    return [
        Mark(
            (release.released_on - period.first) // timedelta(days=7),
            release.name,
            short_name(release.name),
        )
        for release in facts.releases
        if period.contains(release.released_on)
        and (row is None or row.pk in {each.pk for each in release.journeys})
    ]


def _line(target: float | None) -> TargetLine | None:
    if target is None:
        return None
    words = _("Target %(most)s") % {"most": f"{target:,g}"}
    return TargetLine(target, words, words, side="shared")
