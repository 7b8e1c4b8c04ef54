"""Decisions whose day to be looked at again has come."""

from django.utils.translation import gettext as _

from alignment.dashboards.home.need import REVISIT, Need
from alignment.dashboards.home.words import day, quoted
from journeys.queries.waiting import DueDecision


def decision(each: DueDecision) -> Need:
    names = {
        "question": quoted(each.question),
        "product": each.product.name,
        "ops": each.ops.name,
        "taken": day(each.taken_at),
        "again": day(each.revisit_on),
    }
    return Need(
        REVISIT,
        f"revisit-{each.pk}",
        _("Look at a decision again: %(question)s") % names,
        _(
            "%(product)s and %(ops)s took it on %(taken)s, and meant to look at it"
            " again on %(again)s."
        )
        % names,
        each.get_absolute_url(),
        _("Read it together"),
        product=each.product,
        ops=each.ops,
    )
