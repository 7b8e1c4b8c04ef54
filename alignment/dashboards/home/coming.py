"""What is coming, and what landed last."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from alignment.dashboards.home.facts import BACK_DAYS, Facts
from alignment.dashboards.home.words import listed
from journeys.queries.release import ReleaseRow

LIMIT = 3
RECENT = 2


@dataclass(frozen=True)
class Landing:
    """A release in a date box. `words` say when, and which journeys it touches."""

    name: str
    url: str
    on: date
    words: str
    summary: str


@dataclass(frozen=True)
class Coming:
    coming: tuple[Landing, ...]
    landed: tuple[Landing, ...]
    more: int

    @property
    def more_words(self) -> str:
        return ngettext(
            "and %(count)s more release", "and %(count)s more releases", self.more
        ) % {"count": self.more}


def read_coming(facts: Facts) -> Coming:
    """Nearest first; of those that landed in the last 8 weeks the newest."""
    ahead = [release for release in facts.releases if release.is_coming]
    past = [
        release
        for release in reversed(facts.releases)
        if -BACK_DAYS <= release.days <= 0
    ]
    return Coming(
        tuple(_landing(release) for release in ahead[:LIMIT]),
        tuple(_landing(release) for release in past[:RECENT]),
        max(len(ahead) - LIMIT, 0),
    )


def _landing(release: ReleaseRow) -> Landing:
    return Landing(
        release.name,
        release.get_absolute_url(),
        release.released_on,
        f"{when(release.days)}. {touches(release)}",
        release.summary,
    )


def when(days: int) -> str:
    """ "Today", "In 16 days", "3 days ago"."""
    if not days:
        return gettext("Today")
    if days > 0:
        return ngettext("Tomorrow", "In %(days)s days", days) % {"days": days}
    return ngettext("Yesterday", "%(days)s days ago", -days) % {"days": -days}


def touches(release: ReleaseRow) -> str:
    """The journeys it touches, in a sentence."""
    if not release.journeys:
        return gettext("No journey named yet.")
    return gettext("Touches %(journeys)s.") % {
        "journeys": listed([journey.title for journey in release.journeys])
    }
