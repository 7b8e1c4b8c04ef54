"""What is open about kickoffs: a sponsor who is asked, and nobody of ops so far."""

from django.urls import reverse
from django.utils.translation import gettext as _

from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.need import ALONE, SPONSOR, Need
from alignment.dashboards.home.words import day, quoted
from alignment.people.models import Side
from journeys.queries.kickoff_open import OpenKickoff


def kickoff(facts: Facts, each: OpenKickoff) -> Need:
    """A kickoff that waits for its sponsor, or for anybody of ops."""
    url = reverse("journeys:kickoff-show", args=[each.slug])
    product = each.lead if each.lead.side == Side.PRODUCT else None
    names = {
        "initiative": quoted(each.title),
        "lead": each.lead.name,
        "sponsor": each.sponsor.name if each.sponsor else "",
        "ops": facts.words.ops,
        "day": day(each.asked_at or each.began_on),
        "days": each.days,
    }
    if each.sponsor:
        return Need(
            SPONSOR,
            f"sponsor-{each.slug}",
            _("The kickoff of %(initiative)s waits for %(sponsor)s") % names,
            _(
                "%(sponsor)s was asked on %(day)s to sponsor it for %(ops)s, beside"
                " %(lead)s. It can be held once the answer is yes."
            )
            % names,
            url,
            _("Open the kickoff"),
            product=product,
            ops=each.sponsor,
            asks=each.sponsor.pk,
            asked=_("Will you sponsor %(initiative)s for %(ops)s?") % names,
            accept_url=reverse("journeys:kickoff-accept", args=[each.slug]),
        )
    return Need(
        ALONE,
        f"alone-{each.slug}",
        (
            _("%(initiative)s was decided on without %(ops)s")
            if each.was_decided
            else _("%(initiative)s has been without %(ops)s for %(days)s days")
        )
        % names,
        _("Nobody in %(ops)s has taken part since %(lead)s began it on %(day)s.")
        % names,
        url,
        _("Find a sponsor in %(ops)s") % names,
        product=product,
    )
