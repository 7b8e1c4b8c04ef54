"""What customers said at the front line, and whether anybody answered."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.dashboards.home.facts import Facts
from journeys.queries.heard import Heard


@dataclass(frozen=True)
class HeardCard:
    title: str
    rows: tuple[Heard, ...]
    said: str
    waiting: str
    waiting_url: str


def read_heard(facts: Facts) -> HeardCard:
    """The same words for everybody; the heading asks what the side would ask."""
    heard = facts.heard
    names = {"told": heard.told, "waiting": heard.waiting}
    return HeardCard(
        _title(facts),
        heard.newest,
        ngettext("%(told)s told in 4 weeks.", "%(told)s told in 4 weeks.", heard.told)
        % names,
        ngettext(
            "%(waiting)s waits for an answer",
            "%(waiting)s wait for an answer",
            heard.waiting,
        )
        % names
        if heard.waiting
        else "",
        f"{reverse('journeys:insight-list')}?state=open",
    )


def _title(facts: Facts) -> str:
    if facts.choice.lens == "product":
        return _("What %(ops)s heard that you may not know") % {"ops": facts.words.ops}
    if facts.choice.lens == "ops":
        return _("Has %(product)s answered?") % {"product": facts.words.product}
    return _("What customers said lately")
