"""How soon ops took part in an initiative: the clock, and the rows behind it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, Greatest
from django.utils import timezone

from alignment.people.models import Side
from journeys.models import Approval, Attendance, Decision, Insight, SponsorAnswer

AMBER_AFTER, RED_AFTER = 7, 14
Light = Literal["good", "watch", "bad"]
BY_PRODUCT = "decided by product"
TEXT = CharField()
SAID = Value("told what customers say")
AGREED = Value("said yes to sponsoring it")
APPROVED = Value("approved a decision")
WROTE = Value("wrote down a decision")


@dataclass(frozen=True)
class OpsActivity:
    """Something somebody of ops did about it."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True)
class Involvement:
    """`days` from its creation to the first activity, or to the day asked about.

    `was_decided_before`: product's approval of a decision, which still counts, is
    older than anything that ops did.
    """

    days: int
    activities: tuple[OpsActivity, ...]
    was_decided_before: bool = False

    @property
    def has_begun(self) -> bool:
        return bool(self.activities)

    @property
    def light(self) -> Light:
        if self.was_decided_before or self.days > RED_AFTER:
            return "bad"
        return "watch" if self.days > AMBER_AFTER else "good"


def involvements(created: dict[int, datetime], on: date) -> dict[int, Involvement]:
    """Of several initiatives, by key; one query."""
    did: dict[int, list[OpsActivity]] = {pk: [] for pk in created}
    decided: dict[int, datetime] = {}
    for pk, at, name, what in _told(list(created)):
        if what == BY_PRODUCT:
            decided.setdefault(pk, at)
        else:
            did[pk].append(OpsActivity(at, name, what))
    return {
        pk: _involvement(at, tuple(did[pk]), decided.get(pk), on)
        for pk, at in created.items()
    }


def _told(pks: list[int]) -> Any:
    """Initiative, when, who and what, oldest first. A meeting is one, of all
    of ops who came to it; one written down afterwards counts from then on."""
    answers = SponsorAnswer.objects.filter(
        kickoff__initiative_id__in=pks,
        answer=SponsorAnswer.Answer.ACCEPTED,
        answered_at__isnull=False,
        sponsor__side=Side.OPS,
    )
    told = Insight.objects.shown().filter(initiative__in=pks, told_by__side=Side.OPS)
    given = Approval.objects.filter(decision__initiative__in=pks)
    by_product = given.live().filter(side=Side.PRODUCT)
    wrote = Decision.objects.filter(initiative__in=pks, created_by__side=Side.OPS)
    met = ("meeting__initiative_id", "met_at", "meeting__title")
    met_at = Greatest("meeting__starts_at", "meeting__linked_at")
    came = (
        Attendance.objects.filter(meeting__initiative__in=pks, came=True, side=Side.OPS)
        .annotate(met_at=met_at)
        .order_by()
        .values("meeting", *met)
        .annotate(names=StringAgg("person__name", ", ", order_by="person__name"))
    )
    approval = ("decision__initiative_id", "at", "by__name")
    yes = ("kickoff__initiative_id", "answered_at", "sponsor__name")
    title = Concat(Value("came to “"), "meeting__title", Value("”"))
    parts = (
        _part(told, "initiative_id", "linked_at", "told_by__name", SAID),
        _part(answers, *yes, AGREED),
        _part(given.filter(side=Side.OPS), *approval, APPROVED),
        _part(by_product, *approval, Value(BY_PRODUCT)),
        _part(wrote, "initiative_id", "created_at", "created_by__name", WROTE),
        _part(came, *met[:2], "names", title),
    )
    return parts[0].union(*parts[1:], all=True).order_by("moment", "what")


def _part(found: Any, initiative: str, at: str, who: str, what: Any) -> Any:
    return (
        found.order_by()
        .annotate(of=F(initiative), moment=F(at), who=F(who), what=Cast(what, TEXT))
        .values_list("of", "moment", "who", "what")
    )


def _involvement(
    created: datetime,
    activities: tuple[OpsActivity, ...],
    decided: datetime | None,
    on: date,
) -> Involvement:
    began = timezone.localdate(created)
    first = activities[0].at if activities else None
    end = timezone.localdate(first) if first else max(on, began)
    early = decided is not None and (first is None or decided < first)
    days = max((end - began) // timedelta(days=1), 0)
    return Involvement(days, activities, early)
