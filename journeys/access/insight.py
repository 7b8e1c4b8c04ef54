"""Who may load what of insights."""

from django.shortcuts import get_object_or_404

from alignment.keys import key_of
from alignment.people.access import must_edit
from alignment.people.models import Person
from journeys.access.must import must
from journeys.models import (
    Insight,
)
from journeys.models.insight import InsightQuerySet


def insights_to_see(person: Person) -> InsightQuerySet:
    return Insight.objects.shown()


def insight_to_see(person: Person, pk: int) -> Insight:
    found = insights_to_see(person).select_related(
        *("told_by", "initiative"),
        *("journey__product_owner", "journey__ops_owner"),
    )
    return get_object_or_404(found, pk=pk)


def insight_to_answer(person: Person, pk: int) -> Insight:
    must_edit(person)
    return insight_to_see(person, pk)


def insight_to_withdraw(person: Person, pk: int) -> Insight:
    """For whoever told it, and for admins: something may stand in it by mistake."""
    insight = insight_to_see(person, pk)
    must(person == insight.told_by or person.is_admin)
    return insight


def insight_to_propose_from(person: Person, asked: str) -> Insight | None:
    """The insight a workaround is proposed from, where the address names one."""
    return insights_to_see(person).filter(pk=key_of(asked)).first()
