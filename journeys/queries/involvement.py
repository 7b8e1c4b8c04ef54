"""How soon ops took part in an initiative: the clock, and the rows behind it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from alignment.people.models import Side
from journeys.models import Attendance, Insight, SponsorAnswer

AMBER_AFTER, RED_AFTER = 7, 14
MEETING = ("meeting__initiative_id", "meeting__starts_at", "meeting__title")
SAID_WHAT = Value("told what customers say", output_field=CharField())
SAID_YES = Value("said yes to sponsoring it", output_field=CharField())
Light = Literal["good", "watch", "bad"]


@dataclass(frozen=True)
class OpsActivity:
    """Something somebody of ops did about it."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True)
class Involvement:
    """`days` from its creation to the first activity, or to the day asked about."""

    days: int
    activities: tuple[OpsActivity, ...]

    @property
    def has_begun(self) -> bool:
        return bool(self.activities)

    @property
    def light(self) -> Light:
        if self.days > RED_AFTER:
            return "bad"
        return "watch" if self.days > AMBER_AFTER else "good"


def involvements(created: dict[int, datetime], on: date) -> dict[int, Involvement]:
    """Of several initiatives, by key; one query."""
    found: dict[int, list[OpsActivity]] = {pk: [] for pk in created}
    for pk, activity in _activities(list(created)):
        found[pk].append(activity)
    return {pk: _involvement(at, tuple(found[pk]), on) for pk, at in created.items()}


def _activities(pks: list[int]) -> list[tuple[int, OpsActivity]]:
    """Oldest first. A meeting is one, of all of ops who came to it."""
    answers = SponsorAnswer.objects.filter(
        kickoff__initiative_id__in=pks,
        answer=SponsorAnswer.Answer.ACCEPTED,
        sponsor__side=Side.OPS,
        answered_at__isnull=False,
    )
    told = Insight.objects.shown().filter(initiative__in=pks, told_by__side=Side.OPS)
    came = (
        Attendance.objects.filter(meeting__initiative__in=pks, came=True, side=Side.OPS)
        .order_by()
        .values("meeting", *MEETING)
        .annotate(who=StringAgg("person__name", ", ", order_by="person__name"))
    )
    parts = (
        (told, "initiative_id", "linked_at", "told_by__name", SAID_WHAT),
        (answers, "kickoff__initiative_id", "answered_at", "sponsor__name", SAID_YES),
        (
            came,
            *MEETING[:2],
            "who",
            Concat(Value("came to “"), "meeting__title", Value("”")),
        ),
    )
    first, *others = (
        found.order_by().values_list(F(of), F(at), F(who), what)
        for found, of, at, who, what in parts
    )
    rows = first.union(*others, all=True)
    found = [(pk, OpsActivity(at, who, what)) for pk, at, who, what in rows]
    return sorted(found, key=lambda each: each[1].at)


def _involvement(
    created: datetime, activities: tuple[OpsActivity, ...], on: date
) -> Involvement:
    began = timezone.localdate(created)
    end = timezone.localdate(activities[0].at) if activities else max(on, began)
    return Involvement(max((end - began) // timedelta(days=1), 0), activities)
