"""Who may load what of contacts and numbers: the only way a view gets a row.

What somebody may not do answers 404, as if it were not there.
"""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from alignment.people.access import must_admin, must_edit
from alignment.people.models import Person
from journeys.models import Journey, Step
from kpis.models import ContactImport, Reason, Source, Target


def imports_to_run(person: Person) -> QuerySet[ContactImport]:
    must_admin(person)
    return ContactImport.objects.select_related("source", "created_by", "undone_by")


def import_to_run(person: Person, pk: int) -> ContactImport:
    return get_object_or_404(imports_to_run(person), pk=pk)


def source_to_edit(person: Person, slug: str) -> Source:
    must_admin(person)
    return get_object_or_404(Source, slug=slug)


def reasons_to_see(person: Person) -> QuerySet[Reason]:
    return Reason.objects.all()


def reason_to_map(person: Person, pk: int) -> Reason:
    must_edit(person)
    found = Reason.objects.select_related("source", "journey", "step")
    return get_object_or_404(found, pk=pk)


def reasons_to_map(person: Person, pks: list[int]) -> list[Reason]:
    """Those that exist of the reasons asked for."""
    must_edit(person)
    return list(Reason.objects.filter(pk__in=pks).select_related("source"))


def step_to_see(person: Person, pk: int) -> Step:
    return get_object_or_404(Step.objects.select_related("journey"), pk=pk)


def step_to_map(person: Person, pk: int) -> Step:
    must_edit(person)
    return step_to_see(person, pk)


def target_to_propose(person: Person, metric: str, journey: str) -> Target:
    """A new one for a journey by its slug, or for the whole company without one."""
    must_edit(person)
    if metric not in Target.Metric.values:
        raise Http404
    target = Target(metric=metric, proposed_by=person)
    if journey:
        target.journey = get_object_or_404(Journey.objects.shown(), slug=journey)
    return target


def target_to_answer(person: Person, pk: int) -> Target:
    must_edit(person)
    found = Target.objects.select_related("journey", "proposed_by", "ending_by")
    return get_object_or_404(found, pk=pk)


def numbers_to_retry(person: Person) -> None:
    must_admin(person)
