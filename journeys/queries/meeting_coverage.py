"""How many meetings both sides came to, for each team and each journey."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from alignment.people.models import Team
from journeys.models import Journey

GOAL = 80
COUNTS = """
WITH held AS MATERIALIZED (
  SELECT m.id, came.product, came.ops
    FROM journeys_meeting m
   CROSS JOIN LATERAL (
     SELECT bool_or(side = 'product') IS TRUE AS product,
            bool_or(side = 'ops') IS TRUE AS ops
       FROM journeys_attendance WHERE meeting_id = m.id AND came
   ) AS came
   WHERE m.cancelled_at IS NULL AND m.starts_at >= %s AND m.starts_at <= %s
)
SELECT part.of, part.id,
       count(*) FILTER (WHERE product AND ops),
       count(*) FILTER (WHERE product <> ops),
       count(*) FILTER (WHERE NOT product AND NOT ops)
  FROM held CROSS JOIN LATERAL (
    SELECT 'all' AS of, 0 AS id
     UNION ALL
    SELECT DISTINCT 'team', s.team_id
      FROM journeys_attendance a JOIN people_membership s USING (person_id)
     WHERE a.meeting_id = held.id
     UNION ALL
    SELECT 'journey', journey_id
      FROM journeys_meeting_journeys WHERE meeting_id = held.id
  ) AS part
 GROUP BY part.of, part.id
"""


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
    """Of the meetings that began in the last days; 3 queries.

    A meeting is a team's when somebody of it is invited or came.
    """
    counts = _counts(now - timedelta(days=days), now)
    teams = Team.objects.order_by("-side", "name")
    shown = Journey.objects.shown().order_by("title")
    return MeetingCoverage(
        _covered(("All meetings", "", ""), counts.get(("all", 0)), {}, days),
        tuple(
            _covered(
                (team.name, team.side, team.get_absolute_url()),
                counts.get(("team", team.pk)),
                {"team": team.slug},
                days,
            )
            for team in teams
        ),
        tuple(
            _covered(
                (journey.title, "", journey.get_absolute_url()),
                counts.get(("journey", journey.pk)),
                {"journey": journey.slug},
                days,
            )
            for journey in shown
        ),
    )


def _counts(
    since: datetime, now: datetime
) -> dict[tuple[str, int], tuple[int, int, int]]:
    """Joint, one-sided and unknown, by what they are of and its key."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [since, now])
        return {(row[0], row[1]): (row[2], row[3], row[4]) for row in cursor.fetchall()}


def _covered(
    named: tuple[str, str, str],
    counts: tuple[int, int, int] | None,
    narrowed: dict[str, str],
    days: int,
) -> Covered:
    joint, one_sided, unknown = counts or (0, 0, 0)
    return Covered(*named, joint, one_sided, unknown, narrowed, days)
