"""Why customers make contact."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alignment.charts import bar
from alignment.dashboards.home.facts import Facts
from alignment.dashboards.home.links import contacts_url
from alignment.dashboards.home.words import change_percent, kept, percent, whole


@dataclass(frozen=True)
class ReasonLine:
    label: str
    count: str
    change: str
    bar: SafeString
    url: str
    step: str
    step_url: str


@dataclass(frozen=True)
class Reasons:
    heading: str
    lines: tuple[ReasonLine, ...]
    base: str
    unmapped: str
    mapping_url: str


def read_reasons(facts: Facts) -> Reasons:
    most = max((reason.now for reason in facts.reasons), default=0)
    urls = {row.pk: row.get_absolute_url() for row in facts.overview.journeys}
    lines = tuple(
        ReasonLine(
            reason.label,
            whole(reason.now),
            change_percent(reason.now, reason.before) or _("new"),
            bar(reason.now, most, "ops"),
            contacts_url(facts, facts.period, reason=reason.reason_id),
            reason.step_name,
            f"{urls[reason.journey_id]}#step-{reason.step_id}"
            if reason.step_id and reason.journey_id in urls
            else "",
        )
        for reason in facts.reasons
    )
    heading = _("Why people contact us")
    if facts.chosen:
        heading = _("Why people contact us: %(journey)s") % {
            "journey": kept(facts.chosen.title)
        }
    inbound = facts.flow.during(facts.weeks).inbound
    return Reasons(
        heading,
        lines,
        _("%(shown)s of %(all)s contacts customers made in %(weeks)s weeks.")
        % {
            "shown": whole(sum(reason.now for reason in facts.reasons)),
            "all": whole(inbound),
            "weeks": facts.weeks,
        },
        unmapped(facts),
        reverse("kpis:reason-list"),
    )


def unmapped(facts: Facts) -> str:
    """The share of all contacts that belong to no journey; nothing when all do."""
    whole_flow = facts.board.everything.during(facts.weeks).contacts
    lost = facts.board.flow(None).during(facts.weeks).contacts
    if not lost or facts.chosen:
        return ""
    return _(
        "%(share)s of contacts (%(lost)s of %(all)s) belong to no journey yet."
    ) % {
        "share": percent(lost / whole_flow),
        "lost": whole(lost),
        "all": whole(whole_flow),
    }
