"""What needs both sides, found from the data, the most serious first."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.need import GAP, RELEASE, RISING, STALE, Need
from alignment.dashboards.home.needs_by_hand import by_hand
from alignment.dashboards.home.needs_decisions import decision
from alignment.dashboards.home.needs_kickoffs import kickoff
from alignment.dashboards.home.needs_owners import (
    acceptance,
    handover,
    left_open,
    orphaned,
)
from alignment.dashboards.home.words import day, listed, quoted, whole
from alignment.people.models import Side
from journeys.queries.overview import JourneyRow, StepGap


def find_needs(facts: Facts) -> tuple[Need, ...]:
    """All of them, for everybody alike."""
    rows = facts.overview.journeys
    found = [
        *(
            orphaned(facts, row)
            for row in facts.overview.orphaned
            if left_open(facts, row)
        ),
        *(acceptance(facts, each) for each in facts.overview.acceptances),
        *(handover(facts, each) for each in facts.overview.handovers),
        *(kickoff(facts, each) for each in facts.kickoffs),
        *(decision(each) for each in facts.decisions),
        *rises(facts),
        *(need for row in rows for need in gaps(facts, row)),
        *(by_hand(row) for row in rows if row.ownerless),
        *(stale(row) for row in facts.overview.stale),
    ]
    return tuple(sorted(found, key=lambda need: need.kind))


def rises(facts: Facts) -> Iterator[Need]:
    """Journeys whose contacts rise beyond noise, the steepest first."""
    moved = [(facts.movements[row.pk], row) for row in facts.overview.journeys]
    rising = [pair for pair in moved if pair[0].verdict == "rising"]
    rising.sort(key=lambda pair: -(pair[0].ratio or 0))
    for move, row in rising:
        release = facts.landed(row)
        names = {
            "journey": quoted(row.title),
            "percent": whole(move.percent or 0),
            "now": whole(move.now),
            "before": whole(move.before),
            "release": quoted(release.name) if release else "",
            "day": day(release.released_on) if release else "",
        }
        if release:
            title = _("Contacts are up %(percent)s%% after %(release)s") % names
            why = (
                _(
                    "%(release)s changed %(journey)s on %(day)s. %(now)s contacts in"
                    " 4 weeks, %(before)s in the 4 weeks before. One came after the"
                    " other; that is not yet a cause."
                )
                % names
            )
        else:
            title = _("Contacts about %(journey)s are up %(percent)s%%") % names
            why = (
                _(
                    "%(now)s contacts in 4 weeks, %(before)s in the 4 weeks before:"
                    " more than the ups and downs of days explain."
                )
                % names
            )
        yield Need(
            RELEASE if release else RISING,
            f"rise-{row.slug}",
            title,
            why,
            row.get_absolute_url(),
            _("See what they say"),
            product=row.product_owner,
            ops=row.ops_owner,
        )


def gaps(facts: Facts, row: JourneyRow) -> Iterator[Need]:
    """Steps that one side, or both, leave alone; what an orphan already says is not
    said again."""
    kinds: dict[tuple[str, ...], list[StepGap]] = {}
    for gap in row.gaps:
        if not set(gap.missing) <= set(row.orphaned_sides):
            kinds.setdefault(gap.missing, []).append(gap)
    for missing, steps in sorted(kinds.items(), key=lambda kind: -len(kind[0])):
        yield _gap(facts, row, missing, steps)


def _gap(
    facts: Facts, row: JourneyRow, missing: tuple[str, ...], steps: list[StepGap]
) -> Need:
    names = {
        "journey": quoted(row.title),
        "step": quoted(steps[0].name),
        "steps": listed([quoted(step.name) for step in steps]),
        "count": len(steps),
        "side": facts.words.word(missing[0]),
    }
    if len(missing) == 2:
        title = ngettext(
            "Nobody looks after %(step)s",
            "Nobody looks after %(count)s steps of %(journey)s",
            len(steps),
        )
        act = _("Find owners")
    else:
        title = ngettext(
            "Nobody in %(side)s looks after %(step)s",
            "Nobody in %(side)s looks after %(count)s steps of %(journey)s",
            len(steps),
        )
        act = _("Find an owner in %(side)s") % names
    why = ngettext("A step of %(journey)s.", "%(steps)s.", len(steps)) % names
    if release := facts.coming_to(row):
        why += " " + _("%(release)s changes this journey on %(day)s.") % {
            "release": quoted(release.name),
            "day": day(release.released_on),
        }
    present = {side: None if side in missing else row.owner(side) for side in Side}
    anchor = f"#step-{steps[0].step_id}"
    return Need(
        GAP,
        f"gap-{'-'.join(missing)}-{row.slug}",
        title % names,
        why,
        row.get_absolute_url() + anchor,
        act,
        product=present[Side.PRODUCT],
        ops=present[Side.OPS],
    )


def stale(row: JourneyRow) -> Need:
    """A map both sides have not called true for long, or since a release."""
    names = {"journey": quoted(row.title), "days": row.trust.days or 0}
    if row.trust.because == "release":
        why = _("A release has landed on it since both sides last said so.")
    else:
        why = _("Both sides last said so %(days)s days ago.") % names
    return Need(
        STALE,
        f"stale-{row.slug}",
        _("Is the map of %(journey)s still true?") % names,
        why,
        row.get_absolute_url(),
        _("Read the map"),
        product=row.product_owner,
        ops=row.ops_owner,
    )
