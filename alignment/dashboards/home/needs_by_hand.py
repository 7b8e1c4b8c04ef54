"""What is done by hand, was accepted, and has had no owner for 30 days."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.dashboards.home.need import BY_HAND, Need
from alignment.dashboards.home.words import quoted
from journeys.queries.overview import JourneyRow


def by_hand(row: JourneyRow) -> Need:
    """One for all such workarounds of a journey."""
    (first, *rest) = row.ownerless
    names = {
        "journey": quoted(row.title),
        "count": len(row.ownerless),
        "what": quoted(first.what),
    }
    title = ngettext(
        "A workaround on %(journey)s has had no owner for 30 days",
        "%(count)s workarounds on %(journey)s have had no owner for 30 days",
        len(row.ownerless),
    )
    register = f"{reverse('journeys:workaround-list')}?side=long&journey={row.slug}"
    return Need(
        BY_HAND,
        f"by-hand-{row.slug}",
        title % names,
        _("%(what)s. It was accepted, and nobody sees to its end.") % names,
        register if rest else first.get_absolute_url(),
        _("Find an owner"),
        product=row.product_owner,
        ops=row.ops_owner,
    )
