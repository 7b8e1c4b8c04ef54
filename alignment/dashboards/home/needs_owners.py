"""What is open about who looks after a journey: gone, not yet in, on its way."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.need import ACCEPTANCE, HANDOVER, ORPHANED, Need
from alignment.dashboards.home.words import day, quoted
from alignment.people.models import Side
from journeys.queries.handover import OpenHandover
from journeys.queries.overview import JourneyRow, PendingAcceptance


def left_open(facts: Facts, row: JourneyRow) -> bool:
    """Whether somebody has gone, and not everybody who should follow is asked yet."""
    asked = {
        each.side for each in facts.overview.handovers if each.journey_slug == row.slug
    }
    return not set(row.orphaned_sides) <= asked


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
        "side": facts.words.word(each.side),
        "day": day(each.proposed_at),
    }
    why = _(
        "%(receiver)s was asked on %(day)s. Until the answer is yes, %(giver)s looks"
        " after it."
    )
    if not each.giver.is_active:
        why = _(
            "%(giver)s has left. %(receiver)s was asked on %(day)s. Until the answer is"
            " yes, nobody in %(side)s looks after it."
        )
    sides = {Side.PRODUCT: row.product_owner, Side.OPS: row.ops_owner}
    sides[Side(each.side)] = each.receiver
    return Need(
        HANDOVER,
        f"handover-{each.pk}",
        _("%(journey)s is on its way to %(receiver)s") % names,
        why % names,
        row.get_absolute_url(),
        _("Open the journey"),
        product=sides[Side.PRODUCT],
        ops=sides[Side.OPS],
        asks=each.receiver.pk,
        asked=_("Will you take over %(journey)s from %(giver)s?") % names,
        accept_url=reverse("journeys:handover-accept", args=[each.pk]),
    )
