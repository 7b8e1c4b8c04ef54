"""How soon ops took part in an initiative: the clock, and the rows behind it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import F, Value
from django.utils import timezone

from alignment.people.models import Side
from journeys.models import Approval, Decision, Insight, SponsorAnswer

AMBER_AFTER, RED_AFTER = 7, 14
Light = Literal["good", "watch", "bad"]
DID = {
    "decided": "approved a decision",
    "sponsored": "said yes to sponsoring it",
    "told": "told what customers say",
    "wrote": "wrote down a decision",
}
BY_PRODUCT = "product"


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
    for kind, pk, at, name in _told(list(created)):
        if kind == BY_PRODUCT:
            decided.setdefault(pk, at)
        else:
            did[pk].append(OpsActivity(at, name, DID[kind]))
    return {
        pk: _involvement(at, tuple(did[pk]), decided.get(pk), on)
        for pk, at in created.items()
    }


def _told(pks: list[int]) -> Any:
    """Kind, initiative, when and who, oldest first."""
    answers = SponsorAnswer.objects.filter(
        kickoff__initiative_id__in=pks,
        answer=SponsorAnswer.Answer.ACCEPTED,
        answered_at__isnull=False,
        sponsor__side=Side.OPS,
    )
    told = Insight.objects.shown().filter(initiative__in=pks, told_by__side=Side.OPS)
    given = Approval.objects.filter(decision__initiative__in=pks)
    wrote = Decision.objects.filter(initiative__in=pks, created_by__side=Side.OPS)
    parts = (
        _part(told, "told", "initiative_id", "linked_at", "told_by__name"),
        _part(
            *(answers, "sponsored", "kickoff__initiative_id"),
            *("answered_at", "sponsor__name"),
        ),
        _approvals(given.filter(side=Side.OPS), "decided"),
        _approvals(given.live().filter(side=Side.PRODUCT), BY_PRODUCT),
        _part(wrote, "wrote", "initiative_id", "created_at", "created_by__name"),
    )
    return parts[0].union(*parts[1:], all=True).order_by("moment", "kind")


def _approvals(given: Any, kind: str) -> Any:
    return _part(given, kind, "decision__initiative_id", "at", "by__name")


def _part(found: Any, kind: str, initiative: str, at: str, who: str) -> Any:
    return (
        found.order_by()
        .annotate(kind=Value(kind), of=F(initiative), moment=F(at), who=F(who))
        .values_list("kind", "of", "moment", "who")
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
