"""What needs both sides, found from the data, the most serious first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.words import day, listed, quoted, whole
from alignment.people.models import Side
from journeys.queries.handover import OpenHandover
from journeys.queries.overview import JourneyRow, PendingAcceptance, StepGap
from journeys.queries.people import Keeper

ORPHANED, ACCEPTANCE, HANDOVER, RELEASE, RISING, GAP, STALE = range(7)


@dataclass(frozen=True)
class Need:
    """One thing: who it is between, why, and the one thing to do about it.

    `asks` is the person whose yes it waits for; only they see the form that posts to
    `accept_url`. They read `asked` instead of `title`. Where sides stand in
    `led_by`, only their leaders, admins and the people in `near` can do `act`.
    """

    kind: int
    key: str
    title: str
    why: str
    url: str
    act: str
    product: Keeper | None = None
    ops: Keeper | None = None
    asks: int | None = None
    asked: str = ""
    accept_url: str = ""
    led_by: tuple[str, ...] = ()
    near: frozenset[int] = frozenset()

    @property
    def people(self) -> tuple[Keeper, ...]:
        return tuple(one for one in (self.product, self.ops) if one)


def find_needs(facts: Facts) -> tuple[Need, ...]:
    """All of them, for everybody alike."""
    rows = facts.overview.journeys
    found = [
        *(orphaned(facts, row) for row in facts.overview.orphaned),
        *(acceptance(facts, each) for each in facts.overview.acceptances),
        *(handover(facts, each) for each in facts.overview.handovers),
        *rises(facts),
        *(need for row in rows for need in gaps(facts, row)),
        *(stale(row) for row in facts.overview.stale),
    ]
    return tuple(sorted(found, key=lambda need: need.kind))


def orphaned(facts: Facts, row: JourneyRow) -> Need:
    """A journey one or both of whose owners have gone."""
    gone = [row.owner(side) for side in row.orphaned_sides]
    names = {"journey": quoted(row.title), "gone": gone[0].name}
    if len(gone) == 2:
        title = _("Nobody looks after %(journey)s") % names
        why = _("%(product)s and %(ops)s have both left.") % {
            "product": row.product_owner.name,
            "ops": row.ops_owner.name,
        }
        act = _("Find two owners")
    else:
        side = Side(row.orphaned_sides[0])
        word = facts.words.word(side)
        title = _("Nobody in %(side)s looks after %(journey)s") % {
            **names,
            "side": word,
        }
        why = _(
            "%(gone)s has left. %(stays)s looks after it alone until somebody"
            " takes over."
        ) % {**names, "stays": row.owner(side.other).name}
        act = _("Find an owner in %(side)s") % {"side": word}
    present = {
        side: None if row.owner(side) in gone else row.owner(side) for side in Side
    }
    return Need(
        ORPHANED,
        f"orphan-{row.slug}",
        title,
        why,
        row.get_absolute_url(),
        act,
        product=present[Side.PRODUCT],
        ops=present[Side.OPS],
        led_by=tuple(row.orphaned_sides),
        near=frozenset() if row.is_live else near(row, *row.orphaned_sides),
    )


def near(row: JourneyRow, *sides: str) -> frozenset[int]:
    """Who can name others for a draft: who started it, and its other owner."""
    return frozenset({row.created_by_id, *(row.owner(Side(s).other).pk for s in sides)})


def acceptance(facts: Facts, each: PendingAcceptance) -> Need:
    """A journey whose named owner has not said yes, or has said no."""
    row = next(r for r in facts.overview.journeys if r.slug == each.journey_slug)
    names = {
        "journey": quoted(each.journey_title),
        "owner": each.owner.name,
        "side": facts.words.word(each.side),
        "other": row.owner(Side(each.side).other).name,
        "other_side": facts.words.word(Side(each.side).other),
    }
    need = Need(
        ACCEPTANCE,
        f"accept-{each.side}-{each.journey_slug}",
        "",
        "",
        row.get_absolute_url(),
        "",
        product=row.product_owner,
        ops=row.ops_owner,
    )
    if each.declined:
        return replace(
            need,
            title=_("%(owner)s will not look after %(journey)s") % names,
            why=_("The reason: %(reason)s Name somebody else in %(side)s.")
            % {**names, "reason": quoted(each.declined)},
            act=_("Name somebody else"),
            led_by=(each.side,),
            near=near(row, each.side),
        )
    return replace(
        need,
        title=_("%(journey)s waits for %(owner)s") % names,
        why=_(
            "%(owner)s is named to look after it for %(side)s, beside %(other)s for"
            " %(other_side)s. It goes live when both have accepted."
        )
        % names,
        act=_("Open the journey"),
        asks=each.owner.pk,
        asked=_("Will you look after %(journey)s for %(side)s?") % names,
        accept_url=reverse("journeys:owner-accept", args=[each.journey_slug]),
    )


def handover(facts: Facts, each: OpenHandover) -> Need:
    """One side of a journey on its way from one person to another."""
    row = next(r for r in facts.overview.journeys if r.slug == each.journey_slug)
    names = {
        "journey": quoted(each.journey_title),
        "giver": each.giver.name,
        "receiver": each.receiver.name,
        "day": day(each.proposed_at),
    }
    sides = {Side.PRODUCT: row.product_owner, Side.OPS: row.ops_owner}
    sides[Side(each.side)] = each.receiver
    return Need(
        HANDOVER,
        f"handover-{each.pk}",
        _("%(journey)s is on its way to %(receiver)s") % names,
        _(
            "%(receiver)s was asked on %(day)s. Until the answer is yes, %(giver)s"
            " looks after it."
        )
        % names,
        row.get_absolute_url(),
        _("Open the journey"),
        product=sides[Side.PRODUCT],
        ops=sides[Side.OPS],
        asks=each.receiver.pk,
        asked=_("Will you take over %(journey)s from %(giver)s?") % names,
        accept_url=reverse("journeys:handover-accept", args=[each.pk]),
    )


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
