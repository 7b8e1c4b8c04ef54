"""What was told from the front line lately, as Home shows it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from alignment.people.queries.keeper import Keeper
from journeys.models import Insight

MOST = 5


@dataclass(frozen=True)
class Heard:
    """One insight; `answer` is the newest, "" while there is none."""

    pk: int
    said: str
    severity: int
    told_at: datetime
    journey: str
    answer: str
    answered_by: str
    teller: Keeper

    @property
    def word(self) -> str:
        return str(Insight.Severity(self.severity).label)

    def get_absolute_url(self) -> str:
        return reverse("journeys:insight-show", args=[self.pk])


@dataclass(frozen=True)
class HeardLately:
    """The newest, and of all since then how many there are and wait for an answer."""

    newest: tuple[Heard, ...] = ()
    told: int = 0
    waiting: int = 0


NOTHING_HEARD = HeardLately()


SINCE = """
WITH lately AS (
  SELECT * FROM journeys_insight
   WHERE told_at >= %(since)s AND withdrawn_at IS NULL
     AND (%(journey)s::bigint IS NULL OR journey_id = %(journey)s)),
sums AS (
  SELECT count(*) AS told, count(*) FILTER (WHERE answered_at IS NULL) AS waiting
    FROM lately),
newest AS (SELECT * FROM lately ORDER BY told_at DESC, id DESC LIMIT %(most)s)
SELECT told, waiting, newest.id, said, severity, told_at, journey.title,
       coalesce(answer.words, ''), coalesce(answer.name, ''),
       teller.id, teller.name, teller.side, teller.is_active
  FROM newest CROSS JOIN sums
  JOIN journeys_journey AS journey ON journey.id = newest.journey_id
  JOIN people_person AS teller ON teller.id = newest.told_by_id
  LEFT JOIN LATERAL (
    SELECT words, name FROM journeys_insightanswer AS answer
      JOIN people_person AS person ON person.id = by_id
     WHERE insight_id = newest.id ORDER BY at DESC, answer.id DESC LIMIT 1
  ) AS answer ON true
 ORDER BY told_at DESC, newest.id DESC
"""


def heard_since(since: date, journey_id: int | None = None) -> HeardLately:
    """From a day on, of one journey or of all; one query."""
    asked = {
        "since": timezone.make_aware(datetime.combine(since, time())),
        "journey": journey_id,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(SINCE, asked)
        rows = cursor.fetchall()
    if not rows:
        return NOTHING_HEARD
    return HeardLately(tuple(_heard(row[2:]) for row in rows), rows[0][0], rows[0][1])


def _heard(row: tuple[Any, ...]) -> Heard:
    pk, said, severity, told_at, journey, answer, by, *teller = row
    return Heard(pk, said, severity, told_at, journey, answer, by, Keeper(*teller))
