"""How many meetings both sides came to, for each team and each journey."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from alignment.people.models import Team
from journeys.models import Journey

GOAL = 80
HELD = """
WITH held AS (
  SELECT m.id,
         bool_or(a.came AND a.side = 'product') IS TRUE AS product,
         bool_or(a.came AND a.side = 'ops') IS TRUE AS ops
    FROM journeys_meeting m
    LEFT JOIN journeys_attendance a ON a.meeting_id = m.id
   WHERE m.cancelled_at IS NULL AND m.starts_at >= %s AND m.starts_at <= %s
   GROUP BY m.id
)
SELECT part.id,
       count(*) FILTER (WHERE product AND ops),
       count(*) FILTER (WHERE product <> ops),
       count(*) FILTER (WHERE NOT product AND NOT ops)
  FROM held JOIN (
"""
ALL = "SELECT 0 AS id, id AS meeting_id FROM journeys_meeting"
TEAMS = """SELECT DISTINCT s.team_id AS id, a.meeting_id
    FROM journeys_attendance a JOIN people_membership s USING (person_id)"""
JOURNEYS = "SELECT journey_id AS id, meeting_id FROM journeys_meeting_journeys"
END = ") AS part ON part.meeting_id = held.id GROUP BY part.id"


@dataclass(frozen=True)
class Covered:
    """`unknown`: nobody has said who came. No share counts those."""

    name: str
    side: str
    url: str
    joint: int
    one_sided: int
    unknown: int
    narrowed: dict[str, str]
    days: int

    @property
    def known(self) -> int:
        return self.joint + self.one_sided

    @property
    def share(self) -> int | None:
        """In whole per cent, of those of which somebody said who came."""
        return 100 * self.joint // self.known if self.known else None

    @property
    def light(self) -> str:
        if self.share is None:
            return ""
        return "good" if self.share >= GOAL else "watch"

    @property
    def joint_url(self) -> str:
        return self._rows("joint")

    @property
    def one_sided_url(self) -> str:
        return self._rows("one")

    @property
    def unknown_url(self) -> str:
        return self._rows("none")

    def _rows(self, came: str) -> str:
        """Where the meetings behind a number are listed."""
        asked = {"of": "all", "when": "past", "days": str(self.days), "came": came}
        return f"{reverse('journeys:meeting-list')}?{urlencode(asked | self.narrowed)}"


@dataclass(frozen=True)
class MeetingCoverage:
    everybody: Covered
    teams: tuple[Covered, ...]
    journeys: tuple[Covered, ...]


def meeting_coverage(*, days: int, now: datetime) -> MeetingCoverage:
    """Of the meetings that began in the last days; 5 queries.

    A meeting is a team's when somebody of it is invited or came.
    """
    since = now - timedelta(days=days)
    of_all, of_teams, of_journeys = (
        _counts(sql, since, now) for sql in (ALL, TEAMS, JOURNEYS)
    )
    teams = Team.objects.order_by("-side", "name")
    shown = Journey.objects.shown().order_by("title")
    return MeetingCoverage(
        _covered(("All meetings", "", ""), of_all.get(0), {}, days),
        tuple(
            _covered(
                (team.name, team.side, team.get_absolute_url()),
                of_teams.get(team.pk),
                {"team": team.slug},
                days,
            )
            for team in teams
        ),
        tuple(
            _covered(
                (journey.title, "", journey.get_absolute_url()),
                of_journeys.get(journey.pk),
                {"journey": journey.slug},
                days,
            )
            for journey in shown
        ),
    )


def _counts(
    sql: str, since: datetime, now: datetime
) -> dict[int, tuple[int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(HELD + sql + END, [since, now])
        return {row[0]: (row[1], row[2], row[3]) for row in cursor.fetchall()}


def _covered(
    named: tuple[str, str, str],
    counts: tuple[int, int, int] | None,
    narrowed: dict[str, str],
    days: int,
) -> Covered:
    joint, one_sided, unknown = counts or (0, 0, 0)
    return Covered(*named, joint, one_sided, unknown, narrowed, days)
